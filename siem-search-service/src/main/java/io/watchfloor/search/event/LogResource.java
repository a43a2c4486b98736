package io.watchfloor.search.event;

import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantId;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Single events. */
@Path("/api/v1/siem/logs")
@Tag(name = "Logs")
@Produces(MediaType.APPLICATION_JSON)
public class LogResource {
    private static final int DEFAULT_EVENTS = 10;

    private final EventStore store;
    private final LogContextService surroundings;
    private final Callers callers;

    LogResource(EventStore store, LogContextService surroundings, Callers callers) {
        this.store = store;
        this.surroundings = surroundings;
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
        Caller caller = callers.current();
        return find(caller.tenant(), logId).map(FieldRights.of(caller)::shown);
    }

    @GET
    @Path("{log_id}/context")
    @RolesAllowed({
        Roles.ANALYST,
        Roles.HUNTER,
        Roles.DETECTION_ENGINEER,
        Roles.RESPONDER,
        Roles.APPROVER,
        Roles.ADMIN,
        Roles.SERVICE
    })
    @Operation(operationId = "getLogContext", summary = "One event, and those around it on the same host")
    public Uni<LogContext> context(
            @RestPath("log_id") String logId,
            @Parameter(description = "Events before it, 0 to 100, default 10") @RestQuery("before") @Nullable
                    Integer before,
            @Parameter(description = "Events after it, 0 to 100, default 10") @RestQuery("after") @Nullable
                    Integer after) {
        Caller caller = callers.current();
        TenantId tenant = caller.tenant();
        int older = number("before", before);
        int newer = number("after", after);
        return find(tenant, logId)
                .chain(event -> surroundings.around(tenant, event, older, newer))
                .map(context -> context.shown(FieldRights.of(caller)));
    }

    private int number(String name, @Nullable Integer given) {
        if (given != null && (given < 0 || given > surroundings.most())) {
            throw ProblemException.invalid(
                    "?" + name, "out_of_range", name + " is a whole number from 0 to " + surroundings.most());
        }
        return given == null ? DEFAULT_EVENTS : given;
    }

    private Uni<Event> find(TenantId tenant, String logId) {
        return store.find(tenant, id(logId))
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
