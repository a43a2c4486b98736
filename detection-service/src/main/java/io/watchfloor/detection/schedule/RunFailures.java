package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.TimeoutException;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;

/** What a run's record says of a failure: its kind, and no more of its message than is ours. */
final class RunFailures {
    private RunFailures() {}

    static String reason(Throwable failure) {
        return switch (failure) {
            case EventSearch.TooManyEventsException ours -> String.valueOf(ours.getMessage());
            case ProblemException ours -> String.valueOf(ours.getMessage());
            case ClaimRepository.FencedException ours -> String.valueOf(ours.getMessage());
            case TimeoutException slow ->
                "a step took longer than watchfloor.schedule.step-timeout: narrow the rule's query";
            case WebApplicationException refused ->
                "the search service answered " + refused.getResponse().getStatus();
            case ProcessingException away -> "the search service does not answer";
            case IOException away -> "the search service does not answer";
            default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
    }
}
