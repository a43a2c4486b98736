package io.watchfloor.search.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a request that says which events it is about, the same in every operation over events. */
public interface SelectionRequest {
    /** Lucene query syntax. */
    @Nullable
    String query();

    /** Event time up to now, such as {@code 15m}; not together with {@link #from}. */
    @Nullable
    String timeRange();

    /** Event time after this instant, RFC 3339. */
    @Nullable
    String from();

    /** Event time up to and with this instant, RFC 3339; now if absent. */
    @Nullable
    String to();

    /** Only events of this source. */
    @Nullable
    String source();

    /** What else must hold; all of it. */
    default @Nullable List<SearchFilter> filters() {
        return null;
    }
}
