package io.watchfloor.search.hunt;

import io.vertx.pgclient.PgException;
import io.watchfloor.platform.problem.ProblemException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What a run's record says of a failure: its kind, and no more of its message than is ours. */
final class HuntFailures {
    private HuntFailures() {}

    static String reason(Throwable failure) {
        return switch (failure) {
            case FencedException ours -> String.valueOf(ours.getMessage());
            case ProblemException ours -> String.valueOf(ours.getMessage());
            case TimeoutException slow ->
                "a step took longer than watchfloor.hunts.step-timeout: narrow the hunt's query";
            case io.smallrye.mutiny.TimeoutException slow ->
                "a step took longer than watchfloor.hunts.step-timeout: narrow the hunt's query";
            case PgException refused -> "the event store answered " + refused.getSqlState();
            case IOException away -> "the event store does not answer";
            default -> failure.getClass().getSimpleName();
        };
    }
}
