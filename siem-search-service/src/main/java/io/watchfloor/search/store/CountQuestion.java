package io.watchfloor.search.store;

import io.watchfloor.query.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides the count of a whole block, whatever times were asked for and however many values are told apart of all blocks together.
 *
 * @param query one that means the same at all times
 * @param source only events of this source; null for all
 * @param fields counts by the values of these
 * @param width of buckets in milliseconds; 0 for none
 * @param phase of the beginnings of buckets, milliseconds below {@code width}
 */
record CountQuestion(Query query, @Nullable String source, List<String> fields, long width, long phase) {
    private static final int OVERHEAD = 300;

    /** Null when there is none: when the query means something else at every time. */
    static @Nullable CountQuestion of(StoreQuery query, CountPlan plan) {
        Query timeless = query.compiled().timeless();
        Buckets buckets = plan.buckets();
        long width = buckets == null ? 0 : buckets.width();
        long phase = buckets == null ? 0 : Math.floorMod(buckets.first(), width);
        return timeless == null ? null : new CountQuestion(timeless, query.source(), plan.fields(), width, phase);
    }

    /** Bytes that it takes, about. */
    long memory() {
        return OVERHEAD + 4L * (query.toString().length() + fields.toString().length());
    }
}
