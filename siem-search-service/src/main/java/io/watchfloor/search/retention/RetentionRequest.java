package io.watchfloor.search.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long events are to be kept. */
@Schema(name = "RetentionRequest")
public record RetentionRequest(
        @Schema(description = "Days for sources that are not named; what the operator set if absent")
        @Nullable
        @Min(1)
        @Max(36_500)
        Integer defaultDays,

        @Schema(description = "Days by source") @Nullable @Size(max = 1_000)
        Map<String, @NotNull @Min(1) @Max(36_500) Integer> sources) {}
