package io.watchfloor.detection.suppression;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.detection.rule.VersionTag;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Suppressions of a rule. */
@Tag(name = "suppressions")
@Path("/api/v1/detections/rules/{rule_id}/suppressions")
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
public class SuppressionResource {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final RuleService rules;
    private final SuppressionService suppressions;
    private final Callers callers;
    private final CursorCodec cursors;
    private final Clock clock;

    SuppressionResource(
            RuleService rules, SuppressionService suppressions, Callers callers, CursorCodec cursors, Clock clock) {
        this.rules = rules;
        this.suppressions = suppressions;
        this.callers = callers;
        this.cursors = cursors;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSuppression",
            summary = "Mute what a rule finds, for a bounded time; muted matches are kept and can be brought back")
    public Uni<RestResponse<SuppressionView>> create(
            @PathParam("rule_id") String ruleId, @NotNull @Valid SuppressionSpec spec) {
        Caller caller = callers.current();
        return rules.get(caller, ruleId)
                .chain(rule -> suppressions.create(caller, rule.id(), spec))
                .map(stored -> answer(RestResponse.ResponseBuilder.created(location(stored)), stored));
    }

    @GET
    @Operation(operationId = "listSuppressions", summary = "List the suppressions of a rule, newest first")
    public Uni<Page<SuppressionView>> list(
            @PathParam("rule_id") String ruleId,
            @Parameter(description = "Only those that mute now, or only the others") @QueryParam("active") @Nullable
                    Boolean active,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller caller = callers.current();
        String scope = "suppressions of " + ruleId + " active " + active;
        UUID after = cursor == null
                ? null
                : UUID.fromString(cursors.decode(caller.tenant(), scope, cursor).getFirst());
        return rules.get(caller, ruleId)
                .chain(rule -> suppressions.list(
                        caller, new SuppressionRepository.Wanted(rule.id(), after, active, clock.instant(), limit + 1)))
                .map(read -> cursors.page(
                        caller.tenant(),
                        scope,
                        read,
                        limit,
                        stored -> List.of(stored.id().toString())))
                .map(page -> page.map(this::view));
    }

    @GET
    @Path("/{suppression_id}")
    @Operation(operationId = "getSuppression", summary = "Read a suppression; its version is in the ETag header")
    public Uni<RestResponse<SuppressionView>> get(
            @PathParam("rule_id") String ruleId, @PathParam("suppression_id") String suppressionId) {
        Caller caller = callers.current();
        return rules.get(caller, ruleId)
                .chain(rule -> suppressions.get(caller, rule.id(), SuppressionId.parse(suppressionId)))
                .map(stored -> answer(RestResponse.ResponseBuilder.ok(), stored));
    }

    @PATCH
    @Path("/{suppression_id}")
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchSuppression",
            summary = "Change a suppression by JSON merge patch (RFC 7386); If-Match refuses a stale change with 412")
    public Uni<RestResponse<SuppressionView>> patch(
            @PathParam("rule_id") String ruleId,
            @PathParam("suppression_id") String suppressionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = SuppressionSpec.class))) @NotNull
                    ObjectNode patch) {
        Caller caller = callers.current();
        Integer expected = VersionTag.expected(ifMatch);
        return rules.get(caller, ruleId)
                .chain(rule ->
                        suppressions.patch(caller, rule.id(), SuppressionId.parse(suppressionId), patch, expected))
                .map(stored -> answer(RestResponse.ResponseBuilder.ok(), stored));
    }

    @DELETE
    @Path("/{suppression_id}")
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Operation(
            operationId = "revokeSuppression",
            summary = "Lift a suppression: it mutes nothing more, and is kept with what it muted")
    public Uni<RestResponse<SuppressionView>> revoke(
            @PathParam("rule_id") String ruleId, @PathParam("suppression_id") String suppressionId) {
        Caller caller = callers.current();
        return rules.get(caller, ruleId)
                .chain(rule -> suppressions.revoke(caller, rule.id(), SuppressionId.parse(suppressionId)))
                .map(stored -> answer(RestResponse.ResponseBuilder.ok(), stored));
    }

    private RestResponse<SuppressionView> answer(
            RestResponse.ResponseBuilder<SuppressionView> builder, StoredSuppression stored) {
        return builder.entity(view(stored))
                .header("ETag", VersionTag.of(stored.version()))
                .build();
    }

    private SuppressionView view(StoredSuppression stored) {
        return SuppressionView.of(stored, clock.instant());
    }

    private static URI location(StoredSuppression stored) {
        return URI.create("/api/v1/detections/rules/" + stored.rule() + "/suppressions/" + stored.id());
    }
}
