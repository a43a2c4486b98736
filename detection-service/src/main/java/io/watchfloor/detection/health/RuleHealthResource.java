package io.watchfloor.detection.health;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a rule is. */
@Tag(name = "health")
@Path("/api/v1/detections/rules/{rule_id}/health")
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
public class RuleHealthResource {
    private final RuleService rules;
    private final HealthService health;
    private final Callers callers;

    RuleHealthResource(RuleService rules, HealthService health, Callers callers) {
        this.rules = rules;
        this.health = health;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "getRuleHealth", summary = "Whether the rule can fire and does its work, and why not")
    public Uni<RuleHealth> get(@PathParam("rule_id") String ruleId) {
        return rules.get(callers.current(), ruleId).chain(health::of);
    }
}
