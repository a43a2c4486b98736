package io.watchfloor.search.retention;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long a tenant's events are kept, by event time.
 *
 * @param version 0 as long as nothing was set
 * @param defaultDays of sources that are not named; null for what the operator set
 * @param sources days by source
 */
record RetentionPolicy(
        int version,
        @Nullable Integer defaultDays,
        Map<String, Integer> sources,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {
    static final RetentionPolicy NONE = new RetentionPolicy(0, null, Map.of(), null, null);

    RetentionPolicy {
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    }

    String etag() {
        return "\"" + version + "\"";
    }

    /**
     * Days that events of the source are kept; empty for ever.
     *
     * @param operatorDays what the operator set, 0 for ever
     */
    OptionalInt days(String source, int operatorDays) {
        Integer days = sources.getOrDefault(source, defaultDays);
        int kept = days == null ? operatorDays : days;
        return kept == 0 ? OptionalInt.empty() : OptionalInt.of(kept);
    }

    /** The same as text, for audit records. */
    @Override
    public String toString() {
        return "default=" + (defaultDays == null ? "operator" : defaultDays) + " sources=" + sources;
    }
}
