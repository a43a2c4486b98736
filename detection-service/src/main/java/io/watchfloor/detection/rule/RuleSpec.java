package io.watchfloor.detection.rule;

import io.watchfloor.contracts.Severity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rule as its author writes it; what is left out has the default that {@link RuleDefaults} states. Enrichment,
 * notification and playbook are kept and shown, not yet carried out.
 *
 * @param ruleType {@code sigma}, {@code frequency}, {@code new_terms} or {@code query}
 * @param sigma the document (YAML) of a Sigma rule; what the other fields leave out is taken from it
 * @param condition of a frequency rule: time_window, threshold, and the values that an event must have; of a new-terms rule:
 *     new_terms, history, learning_period
 * @param enrichment each {@code {field: lookup}}
 * @param groupBy the fields whose values make a group of a frequency rule
 * @param scheduleIntervalMinutes minutes between scheduled runs, 1 to 43,200
 * @param sharingMode who besides its creator sees the rule; the whole tenant if absent
 * @param sharedWithRoles of sharing mode roles, and only of it: whoever holds one of them sees the rule
 */
@Schema(name = "Rule")
public record RuleSpec(
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 4_000) String description,
        @NotBlank String ruleType,
        @Nullable Map<String, Object> condition,
        @Nullable @Size(max = 20) List<@NotNull Map<String, String>> enrichment,
        @Nullable List<@NotNull @Valid CorrelationSpec> correlation,
        @Nullable @Valid ResponseSpec response,
        @Nullable String query,
        @Nullable String source,
        @Nullable String matchSeverity,
        @Nullable String host,
        @Nullable List<@NotBlank String> groupBy,
        @Nullable Severity severity,
        @Nullable @Size(max = 500) String titleTemplate,
        @Nullable @Size(max = 8_000) String descriptionTemplate,
        @Nullable @Valid DedupSpec dedup,
        @Nullable Boolean autoCreateCase,
        @Nullable Boolean scheduleEnabled,
        @Nullable @Min(1) @Max(43_200) Integer scheduleIntervalMinutes,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> tags,

        @Nullable @Size(max = 50)
        List<
                        @NotNull
                        @Pattern(
                                regexp = "T\\d{4}(\\.\\d{3})?",
                                message = "must be a technique id such as T1110 or T1110.001")
                        String>
                mitreTechniques,

        @Nullable Boolean enabled,
        @Nullable SharingMode sharingMode,
        @Nullable @Size(max = 20) List<@NotBlank String> sharedWithRoles,
        @Nullable @Size(max = MAX_SIGMA) String sigma) {
    private static final int MAX_SIGMA = 256 * 1024;

    /** What escalates a burst, such as {@code successful_admin_login} within {@code 30m}. */
    @Schema(name = "RuleCorrelation")
    public record CorrelationSpec(
            @NotBlank @Size(max = 100) String name,
            @NotBlank String timeAfter,
            @NotBlank String action,
            @Nullable String query) {}

    /** What should happen on a match. {@code alert: false} counts matches without making alerts of them. */
    @Schema(name = "RuleResponse")
    public record ResponseSpec(
            @Nullable Boolean alert,
            @Nullable Severity severity,
            @Nullable @Size(max = 50) List<@NotBlank String> notification,
            @Nullable @Size(max = 200) String soarPlaybook) {}

    /** What makes two matches the same alert, and for how long after its last event. */
    @Schema(name = "RuleDedup")
    public record DedupSpec(
            @Nullable @Size(max = 10) List<@NotBlank String> fields,
            @Nullable String window) {}
}
