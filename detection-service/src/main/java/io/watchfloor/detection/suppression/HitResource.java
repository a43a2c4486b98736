package io.watchfloor.detection.suppression;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a suppression kept back. */
@Tag(name = "suppressions")
@Path("/api/v1/detections/rules/{rule_id}/suppressions/{suppression_id}/hits")
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
public class HitResource {
    private final RuleService rules;
    private final SuppressionService suppressions;
    private final HitService hits;
    private final Callers callers;
    private final CursorCodec cursors;

    HitResource(
            RuleService rules, SuppressionService suppressions, HitService hits, Callers callers, CursorCodec cursors) {
        this.rules = rules;
        this.suppressions = suppressions;
        this.hits = hits;
        this.callers = callers;
        this.cursors = cursors;
    }

    @GET
    @Operation(operationId = "listSuppressionHits", summary = "List what a suppression kept back, latest first")
    public Uni<Page<HitView>> list(
            @PathParam("rule_id") String ruleId,
            @PathParam("suppression_id") String suppressionId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller caller = callers.current();
        String scope = "hits of " + suppressionId;
        UUID after = cursor == null
                ? null
                : UUID.fromString(cursors.decode(caller.tenant(), scope, cursor).getFirst());
        return suppression(caller, ruleId, suppressionId)
                .chain(of -> hits.list(caller, of, after, limit + 1))
                .map(read -> cursors.page(
                        caller.tenant(),
                        scope,
                        read,
                        limit,
                        hit -> List.of(hit.id().toString())))
                .map(page -> page.map(HitView::of));
    }

    @POST
    @Path("/{hit_id}/promote")
    @RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN})
    @Operation(
            operationId = "promoteSuppressionHit",
            summary = "Bring a muted match back: it becomes what it would have become without the suppression")
    @APIResponse(
            responseCode = "202",
            description = "The match is on its way to its alert, now or since it was brought back before",
            content = @Content(schema = @Schema(implementation = HitView.class)))
    public Uni<RestResponse<HitView>> promote(
            @PathParam("rule_id") String ruleId,
            @PathParam("suppression_id") String suppressionId,
            @PathParam("hit_id") String hitId) {
        Caller caller = callers.current();
        return suppression(caller, ruleId, suppressionId)
                .chain(of -> hits.release(caller, of, SuppressionId.uuid("hit", hitId)))
                .map(hit -> RestResponse.status(RestResponse.Status.ACCEPTED, HitView.of(hit)));
    }

    private Uni<SuppressionId> suppression(Caller caller, String ruleId, String suppressionId) {
        return rules.get(caller, ruleId)
                .chain(rule -> suppressions.get(caller, rule.id(), SuppressionId.parse(suppressionId)))
                .map(StoredSuppression::id);
    }
}
