package io.watchfloor.detection.backtest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a back-test is.
 *
 * @param eventsRead events of the range that were read; the search service leaves out what cannot match
 * @param eventsTotal how many there are, when the search service can tell
 * @param percent of the range's time, 0 to 100
 * @param searchedUpTo up to where everything was looked at; absent before the range begins
 */
@Schema(name = "BacktestProgress")
public record BacktestProgress(
        long eventsRead,
        @Nullable Long eventsTotal,
        double percent,
        @Nullable Instant searchedUpTo) {
    static final BacktestProgress NONE = new BacktestProgress(0, null, 0, null);
}
