package io.watchfloor.detection.health;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleFilter;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How rules are. */
@Tag(name = "health")
@Path("/api/v1/detections/health")
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
public class HealthResource {
    private static final RuleFilter ENABLED = new RuleFilter(null, null, true, null);

    private final RuleService rules;
    private final HealthService health;
    private final Callers callers;

    HealthResource(RuleService rules, HealthService health, Callers callers) {
        this.rules = rules;
        this.health = health;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listRuleHealth",
            summary = "The health of the enabled rules that the caller sees, newest first")
    public Uni<Page<RuleHealth>> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller caller = callers.current();
        return rules.list(caller, ENABLED, limit, cursor).chain(page -> health.of(caller.tenant(), page));
    }
}
