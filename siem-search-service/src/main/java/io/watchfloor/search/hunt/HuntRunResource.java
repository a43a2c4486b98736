package io.watchfloor.search.hunt;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Runs of hunts. */
@Tag(name = "Hunts")
@Path("/api/v1/siem/hunts/{hunt_id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    Roles.VIEWER,
    Roles.ANALYST,
    Roles.HUNTER,
    Roles.DETECTION_ENGINEER,
    Roles.RESPONDER,
    Roles.APPROVER,
    Roles.ADMIN
})
public class HuntRunResource {
    private final HuntRunService runs;
    private final Callers callers;

    HuntRunResource(HuntRunService runs, Callers callers) {
        this.runs = runs;
        this.callers = callers;
    }

    @POST
    @Path("/run")
    @RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "runHunt",
            summary = "Run a hunt now; answers the newest matches and the hunt's counters, and keeps a record")
    public Uni<HuntRunResult> run(@PathParam("hunt_id") String huntId, @Nullable HuntRunRequest request) {
        return runs.run(callers.current(), huntId, request == null ? HuntRunRequest.DEFAULT : request);
    }

    @GET
    @Path("/runs")
    @Operation(operationId = "listHuntRuns", summary = "List the runs of a hunt, newest first")
    public Uni<Page<HuntRun>> list(
            @PathParam("hunt_id") String huntId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return runs.list(callers.current(), huntId, limit, cursor);
    }
}
