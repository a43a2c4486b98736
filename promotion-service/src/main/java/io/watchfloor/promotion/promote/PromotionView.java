package io.watchfloor.promotion.promote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ObservableValue;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the promotion of a log did. */
@Schema(description = "What the promotion did")
public record PromotionView(
        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "The alert, as case-service shows it")
        JsonNode alert,

        @Schema(description = "The alert is new") boolean created,

        @Schema(description = "The log was counted on an alert that existed")
        boolean deduplicated,

        @Schema(description = "The log had been counted before; nothing changed")
        boolean replayed,

        @Schema(description = "The log re-opened a resolved alert")
        boolean reopened,

        @JsonProperty("case")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                nullable = true,
                description = "The alert's case: id, created, state")
        @Nullable
        JsonNode incident,

        @Schema(description = "What was found in the log") List<ObservableValue> observables,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) @Nullable
        String ruleId) {

    /** Reads case-service's answer to the request; {@link IllegalStateException} when it is not one. */
    static PromotionView of(JsonNode answer, AlertRequest sent) {
        JsonNode alert = answer.path("alert");
        if (!alert.path("id").isTextual()) {
            throw new IllegalStateException("case-service answered without an alert");
        }
        JsonNode incident = answer.path("case");
        return new PromotionView(
                alert,
                answer.path("created").asBoolean(),
                answer.path("deduplicated").asBoolean(),
                answer.path("replayed").asBoolean(),
                answer.path("reopened").asBoolean(),
                incident.isObject() ? incident : null,
                sent.observables(),
                sent.ruleId());
    }
}
