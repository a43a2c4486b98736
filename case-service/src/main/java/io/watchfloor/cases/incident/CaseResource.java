package io.watchfloor.cases.incident;

import io.smallrye.mutiny.Uni;
import io.watchfloor.cases.queue.QueueWords;
import io.watchfloor.cases.timeline.TimelineEntry;
import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.cases.workflow.CaseStatus;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Reads cases over HTTP. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    Roles.VIEWER,
    Roles.ANALYST,
    Roles.HUNTER,
    Roles.DETECTION_ENGINEER,
    Roles.RESPONDER,
    Roles.APPROVER,
    Roles.ADMIN,
    Roles.SERVICE
})
@Tag(name = "Cases", description = "What is investigated, with its alerts and its timeline")
public class CaseResource {
    private final CaseQueries queries;
    private final Callers callers;

    CaseResource(CaseQueries queries, Callers callers) {
        this.queries = queries;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "listCases", summary = "Cases, newest first")
    public Uni<Page<CaseView>> list(
            @QueryParam("status") List<String> status,
            @QueryParam("severity") List<String> severity,
            @QueryParam("rule_id") @Nullable String ruleId,
            @QueryParam("q") @Size(max = 200) @Nullable String q,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        TenantId tenant = callers.current().tenant();
        CaseFilter filter = new CaseFilter(
                QueueWords.read("status", status, CaseStatus::of),
                QueueWords.read("severity", severity, QueueWords::severity),
                QueueWords.text("rule_id", ruleId),
                QueueWords.text("q", q));
        return queries.list(tenant, filter, limit, cursor).map(page -> page.map(one -> CaseView.of(tenant, one)));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getCase", summary = "One case; its version is the ETag")
    public Uni<RestResponse<CaseView>> get(@PathParam("id") String id) {
        TenantId tenant = callers.current().tenant();
        return queries.find(tenant, caseId(id))
                .map(found -> RestResponse.ResponseBuilder.ok(CaseView.of(tenant, found))
                        .header("ETag", "\"" + found.version() + "\"")
                        .build());
    }

    @GET
    @Path("/{id}/timeline")
    @Operation(
            operationId = "getCaseTimeline",
            summary = "What happened in the case, oldest first, numbered without gaps")
    public Uni<Page<TimelineEntry>> timeline(
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return queries.timeline(callers.current().tenant(), caseId(id), limit, cursor);
    }

    private static CaseId caseId(String text) {
        try {
            return new CaseId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("case", text);
        }
    }
}
