package io.watchfloor.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What promotion needs to know of a rule version.
 *
 * @param titleTemplate text with {@code {{field}}} placeholders
 * @param dedupFields the fields whose values, with tenant and rule, make an alert the same alert
 * @param dedupWindowSeconds after this long without an event (by event time) a new alert begins
 * @param techniques ATT&amp;CK technique ids
 */
public record RuleVersion(
        String tenantId,
        String ruleId,
        int version,
        String name,
        @Nullable String description,
        boolean enabled,
        Severity severity,
        String titleTemplate,
        String descriptionTemplate,
        List<String> dedupFields,
        long dedupWindowSeconds,
        boolean autoCreateCase,
        List<String> techniques,
        List<String> tags,
        Instant updatedAt) {
    public RuleVersion {
        dedupFields = List.copyOf(dedupFields);
        techniques = List.copyOf(techniques);
        tags = List.copyOf(tags);
    }
}
