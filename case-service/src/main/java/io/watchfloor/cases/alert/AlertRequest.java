package io.watchfloor.cases.alert;

import io.watchfloor.contracts.Severity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /api/v1/alerts} takes.
 *
 * @param title required unless {@code ruleId} is given
 * @param source who reports it; {@code api} when absent
 * @param dedupKey a key of the client's own instead of the ones computed from rule or content
 * @param entities values of the rule's dedup fields; needs {@code ruleId}
 * @param logId the event, unless {@code occurrences} names several
 * @param eventTime when it happened; when absent, the time in a UUIDv7 log id, else now
 * @param createCase open a case unless the alert has an open one
 */
@Schema(name = "NewAlert")
public record AlertRequest(
        @Size(min = 1, max = PlainText.TITLE) @Nullable String title,
        @Size(max = PlainText.DESCRIPTION) @Nullable String description,
        @Nullable Severity severity,
        @Size(min = 1, max = PlainText.NAME) @Nullable String source,
        @Size(min = 1, max = PlainText.NAME) @Nullable String host,
        @Size(max = 500) @Nullable List<@NotNull @Valid Observed> observables,
        @Size(max = 100) @Nullable List<@NotBlank @Size(max = 128) String> tags,

        @Size(max = 100) @Nullable
        List<
                        @NotNull
                        @Pattern(regexp = "T\\d{4}(\\.\\d{3})?", message = "must be a technique id such as T1110.001")
                        String>
                mitreTechniques,

        @Size(min = 1, max = PlainText.NAME) @Nullable String ruleId,
        @Min(1) @Nullable Integer ruleVersion,
        @Size(max = PlainText.NAME) @Nullable String ruleName,
        @Size(min = 1, max = 255) @Nullable String dedupKey,

        @Size(max = 32) @Nullable
        Map<@NotBlank @Size(max = 128) String, @NotNull @Size(max = 100) List<@NotNull String>> entities,

        @Min(1) @Max(31_622_400) @Nullable Long dedupWindowSeconds,

        @Size(min = 1, max = IntakeCommand.MAX_EVENT_ID) @Nullable
        String logId,

        @Nullable Instant eventTime,

        @Size(min = 1, max = IntakeCommand.MAX_OCCURRENCES) @Nullable
        List<@NotNull @Valid Event> occurrences,

        @Nullable Boolean createCase,
        @Valid @Nullable FollowUp escalation) {

    /** An observable that belongs to the alert. */
    @Schema(name = "ObservedValue")
    public record Observed(
            @NotBlank String type,
            @NotBlank @Size(max = PlainText.VALUE) String value) {}

    /** An event that counts. */
    @Schema(name = "OccurrenceOfAlert")
    public record Event(
            @NotBlank @Size(max = IntakeCommand.MAX_EVENT_ID)
            String logId,

            @Nullable Instant eventTime) {}

    /** The event that raises the severity. */
    @Schema(name = "EscalationOfAlert")
    public record FollowUp(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 100) String action,

            @NotBlank @Size(max = IntakeCommand.MAX_EVENT_ID)
            String eventId,

            @NotNull Instant eventTime) {}
}
