package io.watchfloor.search.retention;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a hold is not needed any more. */
@Schema(name = "LegalHoldRelease")
public record LegalHoldRelease(@NotBlank @Size(max = 1_000) String reason) {}
