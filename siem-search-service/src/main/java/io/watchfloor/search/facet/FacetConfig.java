package io.watchfloor.search.facet;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What counting may cost; its time is {@code watchfloor.search-limits.time}. */
@ConfigMapping(prefix = "watchfloor.facets")
public interface FacetConfig {
    /** Buckets of a histogram at most; an interval that makes more is refused with 400. */
    @WithDefault("1000")
    int maxBuckets();

    /** Buckets of a histogram at most when it is not told its interval. */
    @WithDefault("100")
    int autoBuckets();

    /** Fields that a request counts the values of, at most. */
    @WithDefault("10")
    int maxFields();

    /** Values of a field that an answer lists, at most. */
    @WithDefault("1000")
    int maxSize();

    /** Values of a field that are counted exactly; with more, counts are upper bounds with a stated error. */
    @WithDefault("10000")
    int exactValues();

    /** Bytes of the values that are counted, for each field; with more, counts are upper bounds with a stated error. */
    @WithDefault("4194304")
    long valueBytes();

    /** Longest time to look for the names of fields, or for values to suggest; after it, the newest events have decided. */
    @WithDefault("2s")
    Duration suggestTime();
}
