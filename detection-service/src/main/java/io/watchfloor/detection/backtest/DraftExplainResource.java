package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.RuleDrafts;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why a rule that is not saved matches or does not; for who may read events. */
@Tag(name = "rules")
@Path("/api/v1/detections/rules/explain")
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
public class DraftExplainResource {
    private final RuleDrafts drafts;
    private final GivenEvents events;
    private final Callers callers;

    DraftExplainResource(RuleDrafts drafts, GivenEvents events, Callers callers) {
        this.drafts = drafts;
        this.events = events;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "explainDraft", summary = "Why a rule that is not saved matches an event or does not")
    public Uni<RuleExplanation> explain(@Valid @NotNull DraftExplainRequest request) {
        Caller caller = callers.current();
        ActiveRule rule = BacktestService.compiled(drafts.created(caller, request.rule(), "/rule"));
        return events.of(caller, request.aboutEvent()).map(event -> RuleExplanation.of(rule, event));
    }
}
