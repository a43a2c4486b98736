package io.watchfloor.search.hunt;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.search.search.SearchResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A hunt as it is answered: what its owner wrote, and what the service knows of it.
 *
 * @param isOwner whether the caller made it
 * @param scheduleReason why it is paused
 * @param lastMatchCount matches of the last run that succeeded
 * @param lastMatchRelation whether that is exact
 * @param runCount runs that came to an end
 */
@Schema(name = "Hunt")
public record HuntView(
        HuntId huntId,
        int version,
        String name,
        String query,
        @Nullable String source,
        @Nullable Severity severity,
        @Nullable String host,
        @Nullable String timeRange,
        @Nullable String description,
        List<String> tags,
        @Nullable String templateId,
        SharingMode sharingMode,
        List<String> sharedWithRoles,
        boolean scheduleEnabled,
        int scheduleIntervalMinutes,
        ScheduleState scheduleState,
        @Nullable String scheduleReason,
        @Nullable Instant nextRunAt,
        @Nullable Instant lastRunAt,
        @Nullable Long lastMatchCount,
        SearchResult.@Nullable Relation lastMatchRelation,
        long runCount,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        boolean isOwner) {
    public HuntView {
        tags = List.copyOf(tags);
        sharedWithRoles = List.copyOf(sharedWithRoles);
    }

    /** Whether the hunt runs by itself. */
    public enum ScheduleState {
        @JsonProperty("off")
        OFF,
        @JsonProperty("active")
        ACTIVE,
        /** It would, but its owner may not search. It goes on where it stopped when they may. */
        @JsonProperty("paused")
        PAUSED;

        static ScheduleState of(Hunt hunt, Optional<String> objection) {
            if (!hunt.schedule().enabled()) {
                return OFF;
            }
            return objection.isEmpty() ? ACTIVE : PAUSED;
        }
    }

    /**
     * The hunt as the caller sees it.
     *
     * @param objection what keeps it from running by itself
     */
    static HuntView of(Hunt hunt, Caller caller, Optional<String> objection) {
        HuntSpec spec = hunt.spec();
        Hunt.Telemetry telemetry = hunt.telemetry();
        return new HuntView(
                hunt.id(),
                hunt.version(),
                spec.name(),
                spec.query(),
                spec.source(),
                spec.severity(),
                spec.host(),
                spec.timeRange(),
                spec.description(),
                spec.tags(),
                spec.templateId(),
                hunt.sharing().mode(),
                hunt.sharing().roles(),
                hunt.schedule().enabled(),
                hunt.schedule().intervalMinutes(),
                ScheduleState.of(hunt, objection),
                hunt.schedule().enabled() ? objection.orElse(null) : null,
                hunt.schedule().nextRunAt(),
                telemetry.lastRunAt(),
                telemetry.lastMatchCount(),
                telemetry.lastMatchRelation(),
                telemetry.runCount(),
                hunt.createdAt(),
                hunt.owner().subject(),
                hunt.updatedAt(),
                hunt.isOwnedBy(caller));
    }
}
