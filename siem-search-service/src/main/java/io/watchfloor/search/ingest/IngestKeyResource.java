package io.watchfloor.search.ingest;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Ingest keys of the caller's tenant. */
@Path("/api/v1/siem/ingest-keys")
@Tag(name = "Ingest keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class IngestKeyResource {
    private final IngestKeyService service;
    private final Callers callers;

    IngestKeyResource(IngestKeyService service, Callers callers) {
        this.service = service;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "listIngestKeys", summary = "All ingest keys, without their secrets")
    public Uni<Page<IngestKey>> list() {
        return service.list(callers.current().tenant());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(operationId = "createIngestKey", summary = "A new ingest key; its secret is shown only here")
    @APIResponse(
            responseCode = "201",
            description = "The key with its secret",
            content = @Content(schema = @Schema(implementation = IngestKey.class)))
    public Uni<IngestKey> create(@Valid @Nullable IngestKeyRequest request) {
        if (request == null) {
            throw ProblemException.invalid("", "required", "A body with name is required");
        }
        return service.create(callers.current(), request.name());
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    @Operation(operationId = "revokeIngestKey", summary = "Revoke an ingest key; it is refused within seconds")
    public Uni<Void> revoke(@RestPath("id") String id) {
        return service.revoke(callers.current(), id);
    }
}
