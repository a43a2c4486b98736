package io.watchfloor.search.hunt;

import io.watchfloor.contracts.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hunt looks for, as its owner wrote it.
 *
 * @param query Lucene query syntax
 * @param source only events of this source
 * @param severity only events of exactly this severity
 * @param host only events of this host, by its whole name in any case
 * @param timeRange event time up to now that a run by hand looks at, such as {@code 24h}; the configured one if null
 * @param templateId the template it was made from
 */
record HuntSpec(
        String name,
        String query,
        @Nullable String source,
        @Nullable Severity severity,
        @Nullable String host,
        @Nullable String timeRange,
        @Nullable String description,
        List<String> tags,
        @Nullable String templateId) {
    HuntSpec {
        tags = List.copyOf(tags);
    }

    HuntSpec described(@Nullable String newDescription, List<String> newTags) {
        return new HuntSpec(name, query, source, severity, host, timeRange, newDescription, newTags, templateId);
    }
}
