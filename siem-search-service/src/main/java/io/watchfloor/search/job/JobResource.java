package io.watchfloor.search.job;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Searches that go on without their caller. */
@Path("/api/v1/siem/search/jobs")
@Tag(name = "Search jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN, Roles.SERVICE})
public class JobResource {
    private final JobService jobs;
    private final Callers callers;

    JobResource(JobService jobs, Callers callers) {
        this.jobs = jobs;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSearchJob",
            summary = "Search what is stored now for as long as it takes; only the caller sees the job")
    @APIResponse(
            responseCode = "202",
            description = "The job; its address is in Location",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Uni<RestResponse<JobView>> create(
            @Parameter(description = "The same request again under the same key makes no second job")
                    @HeaderParam("Idempotency-Key")
                    @Size(min = 1, max = 255)
                    @Nullable
                    String idempotencyKey,
            @NotNull JobRequest request) {
        Caller caller = callers.current();
        return jobs.create(caller, request, idempotencyKey).map(JobResource::accepted);
    }

    private static RestResponse<JobView> accepted(JobService.Made made) {
        return RestResponse.ResponseBuilder.<JobView>create(RestResponse.Status.ACCEPTED)
                .entity(JobView.of(made.job(), List.of()))
                .location(URI.create("/api/v1/siem/search/jobs/" + made.job().id()))
                .header("Idempotency-Replayed", made.replayed() ? "true" : null)
                .build();
    }

    @GET
    @Operation(operationId = "listSearchJobs", summary = "The caller's jobs, newest first")
    public Uni<Page<JobView>> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return jobs.list(callers.current(), limit, cursor).map(page -> page.map(job -> JobView.of(job, null)));
    }

    @GET
    @Path("/{job_id}")
    @Operation(operationId = "getSearchJob", summary = "How far a job is, and the first events that it found")
    public Uni<JobView> get(@PathParam("job_id") String jobId) {
        return jobs.get(callers.current(), jobId).map(JobService.Shown::view);
    }

    @GET
    @Path("/{job_id}/results")
    @Operation(
            operationId = "listSearchJobResults",
            summary = "What a job has found so far, in the order of the search")
    public Uni<JobResults> results(
            @PathParam("job_id") String jobId,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return jobs.results(callers.current(), jobId, limit, cursor);
    }

    @DELETE
    @Path("/{job_id}")
    @ResponseStatus(204)
    @Operation(operationId = "endSearchJob", summary = "Cancel a job; one that has ended is deleted with its results")
    public Uni<Void> end(@PathParam("job_id") String jobId) {
        return jobs.end(callers.current(), jobId);
    }
}
