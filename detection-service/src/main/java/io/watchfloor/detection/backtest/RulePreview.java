package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Event;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have found.
 *
 * @param complete whether the whole range was looked at
 * @param reason why not
 * @param events of the first matches, at most 20
 */
@Schema(name = "RulePreview")
public record RulePreview(
        Instant from,
        Instant to,
        boolean complete,
        @Nullable String reason,
        BacktestProgress progress,
        BacktestReport report,

        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        List<Event> events) {
    public RulePreview {
        events = List.copyOf(events);
    }

    static RulePreview of(Playback playback) {
        boolean complete = playback.isDone();
        return new RulePreview(
                playback.range().from(),
                playback.range().to(),
                complete,
                complete
                        ? null
                        : "the time for a preview is over: narrow the range, or save the rule and order a back-test",
                playback.progress(),
                playback.report(),
                playback.shown());
    }
}
