package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why a rule matches or does not; for who may read events. */
@Tag(name = "rules")
@Path("/api/v1/detections/rules/{rule_id}/explain")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    Roles.ANALYST,
    Roles.HUNTER,
    Roles.DETECTION_ENGINEER,
    Roles.RESPONDER,
    Roles.APPROVER,
    Roles.ADMIN,
    Roles.SERVICE
})
public class ExplainResource {
    private final RuleService rules;
    private final GivenEvents events;
    private final Callers callers;

    ExplainResource(RuleService rules, GivenEvents events, Callers callers) {
        this.rules = rules;
        this.events = events;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explainRule",
            summary = "Why a rule matches an event or does not: each condition with what it saw")
    public Uni<RuleExplanation> explain(@PathParam("rule_id") String ruleId, @Valid @NotNull ExplainRequest request) {
        Caller caller = callers.current();
        return rules.get(caller, ruleId)
                .map(BacktestService::compiled)
                .chain(rule -> events.of(caller, request).map(event -> RuleExplanation.of(rule, event)));
    }
}
