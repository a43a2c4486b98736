package io.watchfloor.detection.rule;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The versions that a rule had. */
@Tag(name = "rules")
@Path("/api/v1/detections/rules/{rule_id}/versions")
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
public class RuleVersionResource {
    private final RuleHistory history;
    private final Callers callers;

    RuleVersionResource(RuleHistory history, Callers callers) {
        this.history = history;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "listRuleVersions", summary = "List the versions of a rule, newest first")
    public Uni<Page<RuleVersionView>> list(
            @PathParam("rule_id") String ruleId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return history.list(callers.current(), ruleId, limit, cursor);
    }

    @GET
    @Path("/{version}")
    @Operation(operationId = "getRuleVersion", summary = "Read one version of a rule")
    public Uni<RuleVersionView> get(@PathParam("rule_id") String ruleId, @PathParam("version") int version) {
        return history.get(callers.current(), ruleId, version);
    }

    @GET
    @Path("/{from}/diff/{to}")
    @Operation(operationId = "diffRuleVersions", summary = "What changed from one version of a rule to another")
    public Uni<RuleDiff> diff(
            @PathParam("rule_id") String ruleId, @PathParam("from") int from, @PathParam("to") int to) {
        return history.diff(callers.current(), ruleId, from, to);
    }
}
