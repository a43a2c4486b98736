package io.watchfloor.detection.backtest;

import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which event is meant: one of both.
 *
 * @param eventId of a stored event
 * @param event ECS, with flat dotted names or nested; id and time may be left out
 */
@Schema(name = "ExplainRequest")
public record ExplainRequest(
        @Nullable @Size(max = 100) String eventId, @Nullable Map<String, Object> event) {}
