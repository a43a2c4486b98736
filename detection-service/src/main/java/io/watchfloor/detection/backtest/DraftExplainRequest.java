package io.watchfloor.detection.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.detection.rule.RuleSpec;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is not saved, and an event: one of event_id and event.
 *
 * @param rule as for creating one
 * @param eventId of a stored event
 * @param event ECS, with flat dotted names or nested; id and time may be left out
 */
@Schema(name = "DraftExplainRequest")
public record DraftExplainRequest(
        @NotNull @Schema(implementation = RuleSpec.class) ObjectNode rule,

        @Nullable @Size(max = 100) String eventId,
        @Nullable Map<String, Object> event) {
    ExplainRequest aboutEvent() {
        return new ExplainRequest(eventId, event);
    }
}
