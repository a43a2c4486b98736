package io.watchfloor.search.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be counted of the events that match.
 *
 * @param buckets counts by time; null for none
 * @param fields counts by the values of these fields, of a list each element once; names without aliases and wildcards
 * @param values how many values of a field are told apart
 */
public record CountPlan(@Nullable Buckets buckets, List<String> fields, TopValues.Limits values) {
    /** How many match and nothing else. */
    public static final CountPlan MATCHES = new CountPlan(null, List.of(), new TopValues.Limits(4, 0));

    public CountPlan {
        fields = List.copyOf(fields);
    }
}
