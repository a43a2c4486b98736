package io.watchfloor.search.retention;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Legal holds on events of the caller's tenant. */
@Tag(name = "Retention")
@Path("/api/v1/siem/legal-holds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class LegalHoldResource {
    private final LegalHoldService holds;
    private final Callers callers;

    LegalHoldResource(LegalHoldService holds, Callers callers) {
        this.holds = holds;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createLegalHold", summary = "Keep events until the hold is released")
    @APIResponse(
            responseCode = "201",
            description = "The hold is in force; its address is in Location",
            content = @Content(schema = @Schema(implementation = LegalHold.class)))
    public Uni<RestResponse<LegalHold>> create(@Valid @NotNull LegalHoldRequest request) {
        return holds.create(callers.current(), request)
                .map(hold -> RestResponse.ResponseBuilder.<LegalHold>created(
                                URI.create("/api/v1/siem/legal-holds/" + hold.holdId()))
                        .entity(hold)
                        .build());
    }

    @GET
    @Operation(operationId = "listLegalHolds", summary = "Holds, newest first, also those that were released")
    public Uni<Page<LegalHold>> list(
            @Parameter(description = "Only holds that are in force, or only those that are not")
                    @QueryParam("in_force")
                    @Nullable
                    Boolean inForce,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return holds.list(callers.current().tenant(), inForce, limit, cursor);
    }

    @GET
    @Path("/{hold_id}")
    @Operation(operationId = "getLegalHold", summary = "Read a hold")
    public Uni<LegalHold> get(@PathParam("hold_id") String holdId) {
        return holds.get(callers.current().tenant(), holdId);
    }

    @POST
    @Path("/{hold_id}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "releaseLegalHold", summary = "End a hold; expired events are dropped soon, for good")
    public Uni<LegalHold> release(@PathParam("hold_id") String holdId, @Valid @NotNull LegalHoldRelease request) {
        return holds.release(callers.current(), holdId, request.reason());
    }
}
