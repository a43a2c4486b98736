package io.watchfloor.detection.coverage;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What rules were asked about. */
@Tag(name = "coverage")
@Path("/api/v1/detections/rules/{rule_id}/coverage")
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
public class CoverageResource {
    private final RuleService rules;
    private final CoverageService coverage;
    private final Callers callers;

    CoverageResource(RuleService rules, CoverageService coverage, Callers callers) {
        this.rules = rules;
        this.coverage = coverage;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "getRuleCoverage",
            summary = "Which events the rule was asked about, and the holes; event_sequence asks about one event")
    public Uni<CoverageView> get(
            @PathParam("rule_id") String ruleId, @QueryParam("event_sequence") @Nullable String eventSequence) {
        EventPlace event = eventSequence == null ? null : EventPlace.parse(eventSequence);
        return rules.get(callers.current(), ruleId).chain(rule -> coverage.of(rule, event));
    }

    @POST
    @Path("/backfill")
    @ResponseStatus(202)
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Operation(
            operationId = "backfillRule",
            summary = "Close the holes by runs over stored events; matches already known make no second alert")
    public Uni<CoverageView> backfill(@PathParam("rule_id") String ruleId) {
        Caller caller = callers.current();
        return rules.get(caller, ruleId).chain(rule -> coverage.backfill(caller, rule));
    }
}
