package io.watchfloor.search.retention;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Events to hold; with neither source nor times all of the tenant. */
@Schema(name = "LegalHoldRequest")
public record LegalHoldRequest(
        @Schema(description = "Why, such as the name of the matter") @NotBlank @Size(max = 1_000)
        String reason,

        @Schema(description = "Only events of this source") @Nullable
        String source,

        @Schema(description = "Event time from this instant on, RFC 3339") @Nullable
        String from,

        @Schema(description = "Event time up to and with this instant, RFC 3339") @Nullable
        String to) {}
