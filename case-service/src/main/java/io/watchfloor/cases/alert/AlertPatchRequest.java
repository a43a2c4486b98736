package io.watchfloor.cases.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A JSON merge patch (RFC 7396) over these fields: an absent one stays, {@code null} removes what can be absent.
 *
 * @param severity set by hand, it is not raised by events any more
 */
@Schema(name = "AlertPatch")
public record AlertPatchRequest(
        @Schema(
                implementation = String.class,
                enumeration = {"new", "triaged", "investigating", "escalated", "contained", "resolved", "false_positive"
                })
        @Nullable
        JsonNode status,

        @Schema(
                implementation = String.class,
                enumeration = {"true_positive", "benign_true_positive", "false_positive", "duplicate", "undetermined"})
        @Nullable
        JsonNode verdict,

        @Schema(implementation = String.class) @Nullable JsonNode assignee,

        @Schema(
                implementation = String.class,
                enumeration = {"informational", "low", "medium", "high", "critical"})
        @Nullable
        JsonNode severity,

        @Schema(implementation = String[].class) @Nullable JsonNode tags,
        @Schema(implementation = String.class) @Nullable JsonNode title,
        @Schema(implementation = String.class) @Nullable JsonNode description) {

    /** The patch as values. */
    AlertPatch patch() {
        return new AlertPatch(
                PatchValues.status(status),
                verdict != null,
                PatchValues.verdict(verdict),
                assignee != null,
                PatchValues.text("/assignee", assignee, PlainText.NAME),
                PatchValues.severity(severity),
                tags == null ? null : List.copyOf(PatchValues.tags(tags)),
                PatchValues.required("/title", title, PlainText.TITLE),
                description != null && description.isNull()
                        ? ""
                        : PatchValues.text("/description", description, PlainText.DESCRIPTION));
    }
}
