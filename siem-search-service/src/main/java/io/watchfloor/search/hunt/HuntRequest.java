package io.watchfloor.search.hunt;

import io.watchfloor.contracts.Severity;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A hunt to save. What is absent comes from the template, if one is named. */
@Schema(name = "HuntRequest")
public record HuntRequest(
        @Schema(description = "Required unless a template is named") @Nullable @Size(min = 1, max = 200)
        String name,

        @Schema(description = "Lucene query syntax; required unless a template is named") @Nullable
        String query,

        @Schema(description = "Only events of this source") @Nullable
        String source,

        @Schema(description = "Only events of exactly this severity") @Nullable
        Severity severity,

        @Schema(description = "Only events of this host, by its whole name in any case")
        @Nullable
        @Size(min = 1, max = 255)
        String host,

        @Schema(
                description = "Event time up to now that a run by hand looks at, such as 24h;"
                        + " watchfloor.hunts.range if absent")
        @Nullable
        String timeRange,

        @Nullable @Size(max = 4_000) String description,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> tags,

        @Schema(description = "Who besides its owner sees and runs it; private if absent") @Nullable
        SharingMode sharingMode,

        @Schema(description = "Of sharing mode roles, and only of it: whoever holds one of them sees it") @Nullable
        List<String> sharedWithRoles,

        @Schema(description = "Whether it runs by itself", defaultValue = "false") @Nullable
        Boolean scheduleEnabled,

        @Schema(description = "Minutes between scheduled runs", defaultValue = "60") @Nullable @Min(1) @Max(43_200)
        Integer scheduleIntervalMinutes,

        @Schema(description = "Id of a template") @Nullable String templateId) {}
