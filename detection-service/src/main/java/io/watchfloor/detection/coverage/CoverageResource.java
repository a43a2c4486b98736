package io.watchfloor.detection.coverage;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
            summary = "Which events the rule was asked about, and the holes; event_id asks about one event")
    public Uni<CoverageView> get(
            @PathParam("rule_id") String ruleId,
            @Parameter(description = "The id of an event: also says when the rule was asked about it")
                    @QueryParam("event_id")
                    @Nullable
                    String eventId) {
        Caller caller = callers.current();
        UUID event = eventId == null ? null : id(eventId);
        return rules.get(caller, ruleId).chain(rule -> coverage.of(caller, rule, event));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "?event_id", "invalid_value", "event_id is the event.id of an event, a UUID");
        }
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
