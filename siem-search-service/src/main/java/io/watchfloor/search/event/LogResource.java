package io.watchfloor.search.event;

import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.store.EventStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Single events. */
@Path("/api/v1/siem/logs")
@Tag(name = "Logs")
@Produces(MediaType.APPLICATION_JSON)
public class LogResource {
    private final EventStore store;
    private final Callers callers;

    LogResource(EventStore store, Callers callers) {
        this.store = store;
        this.callers = callers;
    }

    @GET
    @Path("{log_id}")
    @RolesAllowed({
        Roles.ANALYST,
        Roles.HUNTER,
        Roles.DETECTION_ENGINEER,
        Roles.RESPONDER,
        Roles.APPROVER,
        Roles.ADMIN,
        Roles.SERVICE
    })
    @Operation(operationId = "getLog", summary = "One event, by its id")
    @APIResponse(
            responseCode = "200",
            description = "The event: ECS with flat dotted keys",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class)))
    public Uni<Event> get(@RestPath("log_id") String logId) {
        return store.find(callers.current().tenant(), id(logId))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("log", logId)));
    }

    private static UUID id(String logId) {
        try {
            return UUID.fromString(logId);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("log", logId);
        }
    }
}
