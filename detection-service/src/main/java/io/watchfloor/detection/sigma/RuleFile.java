package io.watchfloor.detection.sigma;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file of Sigma documents.
 *
 * @param fileName for the report
 * @param content YAML
 */
@Schema(name = "RuleFile")
public record RuleFile(
        @NotBlank @Size(max = 500) String fileName, @NotNull String content) {}
