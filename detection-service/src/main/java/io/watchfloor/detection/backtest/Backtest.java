package io.watchfloor.detection.backtest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A back-test of a rule.
 *
 * @param ruleVersion the version that was tested; the one that saving would make for a body that is not saved
 * @param logicVersion the version that match ids are made with
 * @param unsaved the rule was given with the request
 * @param from event time after this instant
 * @param to event time up to and with this instant
 * @param report what was found so far or in the end; absent in lists, and before anything was looked at
 * @param error why it did not succeed
 */
@Schema(name = "Backtest")
public record Backtest(
        UUID backtestId,
        UUID ruleId,
        int ruleVersion,
        int logicVersion,
        boolean unsaved,
        Instant from,
        Instant to,
        State state,
        BacktestProgress progress,
        @Nullable BacktestReport report,
        @Nullable String error,
        Instant createdAt,
        String createdBy,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** The last three are final. */
    public enum State {
        @JsonProperty("queued")
        QUEUED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED
    }
}
