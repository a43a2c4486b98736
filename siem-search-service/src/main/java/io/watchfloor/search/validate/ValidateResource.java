package io.watchfloor.search.validate;

import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Explaining searches. */
@Path("/api/v1/siem/search/validate")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN, Roles.SERVICE})
public class ValidateResource {
    private final ValidateService service;
    private final Callers callers;

    ValidateResource(ValidateService service, Callers callers) {
        this.service = service;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "validateSearch",
            summary = "How a query reads, what it costs and what it passes over; nothing is searched")
    public Validation validate(@Nullable ValidateRequest request) {
        if (request == null) {
            throw ProblemException.invalid("", "required", "A body with at least query is required");
        }
        return service.validate(callers.current(), request);
    }
}
