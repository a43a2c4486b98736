package io.watchfloor.detection.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.detection.feedback.LogsClient;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.ServiceTokens;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The event that a request is about: a stored one, or one that the request brings. */
@ApplicationScoped
class GivenEvents {
    private final LogsClient logs;
    private final ServiceTokens tokens;
    private final IdGenerator ids;
    private final Clock clock;

    GivenEvents(@RestClient LogsClient logs, ServiceTokens tokens, IdGenerator ids, Clock clock) {
        this.logs = logs;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    /** The event; 400 unless exactly one is named, 422 when there is none with the id. */
    Uni<Event> of(Caller caller, ExplainRequest request) {
        String id = request.eventId();
        Map<String, Object> given = request.event();
        if ((id == null) == (given == null)) {
            throw ProblemException.invalid("/event_id", "conflict", "Give one of event_id and event");
        }
        return id == null ? Uni.createFrom().item(brought(caller.tenant(), given)) : stored(caller.tenant(), id);
    }

    private Uni<Event> stored(TenantId tenant, String id) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
        return logs.log(uuid, tokens.bearer(tenant))
                .map(GivenEvents::event)
                .onFailure(GivenEvents::isMissing)
                .transform(e -> unknown(id))
                .onFailure(Player::isPassing)
                .transform(Previews::away);
    }

    private static Event event(JsonNode log) {
        // What explains a rule shows values of the event.
        return ContractJson.read(ContractJson.write(log), Event.class).without(Event.SEQUENCE);
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == 404;
    }

    private static ProblemException unknown(String id) {
        String message = "There is no event " + id;
        return new ProblemException(CommonProblem.UNPROCESSABLE, message).at("/event_id", "unknown", message);
    }

    private Event brought(TenantId tenant, Map<String, Object> given) {
        Map<String, Object> fields = new LinkedHashMap<>();
        flatten("", given, fields);
        fields.merge(Event.ID, ids.next().toString(), (own, none) -> own.toString());
        fields.merge(Event.TIMESTAMP, ContractJson.MILLIS.format(clock.instant()), (own, none) -> own.toString());
        fields.put(Event.TENANT, tenant.value());
        return new Event(fields);
    }

    private static void flatten(String prefix, Map<?, ?> object, Map<String, Object> into) {
        object.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                flatten(prefix + name + ".", nested, into);
            } else if (value != null) {
                into.put(prefix + name, value);
            }
        });
    }
}
