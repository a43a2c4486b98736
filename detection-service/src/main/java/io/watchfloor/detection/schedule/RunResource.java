package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import io.watchfloor.query.TimeRange;
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

/** Runs of rules over stored events. */
@Tag(name = "runs")
@Path("/api/v1/detections/rules/{rule_id}")
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
public class RunResource {
    private final RuleService rules;
    private final RunService runs;
    private final RunHistory history;
    private final Callers callers;

    RunResource(RuleService rules, RunService runs, RunHistory history, Callers callers) {
        this.rules = rules;
        this.runs = runs;
        this.history = history;
        this.callers = callers;
    }

    @POST
    @Path("/run")
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "runRule", summary = "Run a rule now over stored events; answers the run's record")
    public Uni<RuleRun> run(@PathParam("rule_id") String ruleId, @Nullable RunRequest request) {
        TimeRange range = runs.range(request == null ? RunRequest.DEFAULT : request);
        return rules.get(callers.current(), ruleId).chain(rule -> runs.runManually(rule, range));
    }

    @GET
    @Path("/runs")
    @Operation(operationId = "listRuleRuns", summary = "List the runs of a rule, newest first")
    public Uni<Page<RuleRun>> list(
            @PathParam("rule_id") String ruleId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller caller = callers.current();
        return rules.get(caller, ruleId).chain(rule -> history.list(caller, rule, limit, cursor));
    }
}
