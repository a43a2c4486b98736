package io.watchfloor.detection.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.detection.feedback.LogsClient;
import io.watchfloor.platform.identity.ServiceTokens;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks the search service where a tenant's events are in the events topic: services alone are told. */
@ApplicationScoped
class EventPlaces {
    private static final String RETRY_SECONDS = "5";
    private static final int NOT_FOUND = 404;

    private final LogsClient logs;
    private final ServiceTokens tokens;

    EventPlaces(@RestClient LogsClient logs, ServiceTokens tokens) {
        this.logs = logs;
        this.tokens = tokens;
    }

    /** Where an event is in the events topic. */
    record EventPlace(UUID event, int partition, long offset) {
        private static EventPlace of(UUID event, JsonNode log) {
            String sequence = log.path(Event.SEQUENCE).asText();
            int colon = sequence.indexOf(':');
            return new EventPlace(
                    event,
                    Integer.parseInt(sequence, 0, colon, 10),
                    Long.parseLong(sequence, colon + 1, sequence.length(), 10));
        }
    }

    /** 404 when the tenant has no such event, 503 when nobody can tell. */
    Uni<EventPlace> of(TenantId tenant, UUID event) {
        return logs.log(event, tokens.bearer(tenant))
                .map(log -> EventPlace.of(event, log))
                .onFailure()
                .transform(e -> isMissing(e) ? ProblemException.notFound("event", event.toString()) : away(e));
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == NOT_FOUND;
    }

    private static ProblemException away(Throwable cause) {
        return new ProblemException(CommonProblem.UNAVAILABLE, LogsClient.NAME + " is away; try again", cause)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
}
