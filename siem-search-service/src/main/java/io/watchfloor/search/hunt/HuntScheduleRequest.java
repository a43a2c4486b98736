package io.watchfloor.search.hunt;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When a hunt runs by itself. */
@Schema(name = "HuntScheduleRequest")
public record HuntScheduleRequest(
        @NotNull Boolean scheduleEnabled,

        @Schema(description = "Minutes between scheduled runs; as before if absent") @Nullable @Min(1) @Max(43_200)
        Integer scheduleIntervalMinutes) {}
