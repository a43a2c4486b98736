package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Uni;
import io.watchfloor.cases.queue.QueueWords;
import io.watchfloor.cases.timeline.TimelineEntry;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Alerts over HTTP. */
@Path("/api/v1/alerts")
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
@Tag(name = "Alerts", description = "What detections and people raised, deduplicated, with its triage")
public class AlertResource {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final AlertService service;
    private final AlertQueries queries;
    private final RequestCommands commands;
    private final Callers callers;

    AlertResource(AlertService service, AlertQueries queries, RequestCommands commands, Callers callers) {
        this.service = service;
        this.queries = queries;
        this.commands = commands;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.RESPONDER, Roles.ADMIN, Roles.SERVICE})
    @Operation(
            operationId = "createAlert",
            summary = "Creates an alert, or counts the events on the alert that they belong to")
    @APIResponse(responseCode = "201", description = "A new alert")
    @APIResponse(responseCode = "200", description = "An existing alert took the events, or had them already")
    public Uni<RestResponse<IntakeView>> create(
            @NotNull @Valid AlertRequest request,
            @HeaderParam("Idempotency-Key") @Size(min = 1, max = 255) @Nullable String idempotencyKey) {
        Caller caller = callers.current();
        return service.take(caller, commands.of(request, caller, idempotencyKey))
                .map(outcome -> RestResponse.ResponseBuilder.create(
                                outcome.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                                IntakeView.of(caller.tenant(), outcome))
                        .header("ETag", AlertService.etag(outcome.alert()))
                        .header("Location", "/api/v1/alerts/" + outcome.alert().id())
                        .build());
    }

    @GET
    @Operation(operationId = "listAlerts", summary = "Alerts, newest first")
    public Uni<Page<AlertView>> list(
            @QueryParam("status") List<String> status,
            @QueryParam("severity") List<String> severity,
            @QueryParam("rule_id") @Nullable String ruleId,
            @QueryParam("assignee") @Nullable String assignee,
            @QueryParam("q") @Size(max = 200) @Nullable String q,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        TenantId tenant = callers.current().tenant();
        AlertFilter filter = new AlertFilter(
                QueueWords.read("status", status, AlertStatus::of),
                QueueWords.read("severity", severity, QueueWords::severity),
                QueueWords.text("rule_id", ruleId),
                QueueWords.text("assignee", assignee),
                QueueWords.text("q", q));
        return queries.list(tenant, filter, limit, cursor).map(page -> page.map(alert -> AlertView.of(tenant, alert)));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getAlert", summary = "One alert; its version is the ETag")
    public Uni<RestResponse<AlertView>> get(@PathParam("id") String id) {
        TenantId tenant = callers.current().tenant();
        return queries.find(tenant, alertId(id)).map(alert -> answer(tenant, alert));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.ANALYST, Roles.RESPONDER, Roles.ADMIN})
    @Operation(
            operationId = "patchAlert",
            summary = "Changes status, verdict, assignee, severity, tags or words of an alert")
    @APIResponse(responseCode = "200", description = "The alert after the change")
    @APIResponse(responseCode = "409", description = "The status cannot be reached; allowed lists those that can")
    @APIResponse(responseCode = "412", description = "The alert is not the version that If-Match names")
    @APIResponse(responseCode = "422", description = "The verdict is missing or contradicts the status")
    public Uni<RestResponse<AlertView>> patch(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull AlertPatchRequest request) {
        Caller caller = callers.current();
        return service.change(caller, alertId(id), ifMatch, request.patch())
                .map(alert -> answer(caller.tenant(), alert));
    }

    @GET
    @Path("/{id}/timeline")
    @Operation(operationId = "getAlertTimeline", summary = "What happened to the alert, oldest first")
    public Uni<Page<TimelineEntry>> timeline(
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return queries.timeline(callers.current().tenant(), alertId(id), limit, cursor);
    }

    @GET
    @Path("/{id}/occurrences")
    @Operation(operationId = "getAlertOccurrences", summary = "The events of the alert, latest first")
    public Uni<Page<AlertOccurrence>> occurrences(
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return queries.occurrences(callers.current().tenant(), alertId(id), limit, cursor);
    }

    private static RestResponse<AlertView> answer(TenantId tenant, Alert alert) {
        return RestResponse.ResponseBuilder.ok(AlertView.of(tenant, alert))
                .header("ETag", AlertService.etag(alert))
                .build();
    }

    private static AlertId alertId(String text) {
        try {
            return new AlertId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("alert", text);
        }
    }
}
