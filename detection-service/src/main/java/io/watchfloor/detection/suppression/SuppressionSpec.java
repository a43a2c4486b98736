package io.watchfloor.detection.suppression;

import io.watchfloor.contracts.Suppression.Scope;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A suppression as its author writes it.
 *
 * @param startsAt now if absent
 */
@Schema(name = "Suppression", description = "A window in which events that fulfil the criteria make no alert")
public record SuppressionSpec(
        @Schema(description = "A short name") @Nullable @Size(min = 1, max = 200)
        String name,

        @Schema(description = "Why; recorded with everything that is muted") @NotBlank @Size(max = 2_000)
        String reason,

        @Schema(
                description =
                        "Which events are muted: those that the criteria describe (default), or all; all wants role admin")
        @Nullable
        Scope scope,

        @Schema(
                description = "By key (host, source, severity, user, source_ip, dest_ip, event_type, log_id,"
                        + " fields.<path>) a value, a list of values of which one must match, or an operator: {\"glob\":"
                        + " \"web-*\"}, {\"cidr\": \"10.0.0.0/8\"}, for severity {\"gte\": \"low\"}. All keys must match;"
                        + " an event without the field never does")
        @Nullable
        Map<String, Object> criteria,

        @Schema(description = "First instant that is muted; now if left out") @Nullable
        Instant startsAt,

        @Schema(description = "First instant that is no longer muted; at most 90 days after starts_at") @NotNull
        Instant endsAt) {

    /** With what was left out, in whole milliseconds as everywhere, and no U+0000, which PostgreSQL does not store. */
    SuppressionSpec complete(Instant now) {
        return new SuppressionSpec(
                name,
                reason.replace('\0', '\uFFFD'),
                scope == null ? Scope.CRITERIA : scope,
                criteria == null ? Map.of() : criteria,
                (startsAt == null ? now : startsAt).truncatedTo(ChronoUnit.MILLIS),
                endsAt.truncatedTo(ChronoUnit.MILLIS));
    }
}
