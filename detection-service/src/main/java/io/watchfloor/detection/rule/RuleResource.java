package io.watchfloor.detection.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Detection rules. */
@Tag(name = "rules")
@Path("/api/v1/detections/rules")
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
public class RuleResource {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final RuleService rules;
    private final RuleViews views;
    private final Callers callers;

    RuleResource(RuleService rules, RuleViews views, Callers callers) {
        this.rules = rules;
        this.views = views;
        this.callers = callers;
    }

    @POST
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createRule", summary = "Create a rule; it is active when this answers")
    public Uni<RestResponse<RuleView>> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = RuleSpec.class))) @NotNull
                    ObjectNode written) {
        Caller caller = callers.current();
        return rules.create(caller, written)
                .chain(rule -> answer(RestResponse.ResponseBuilder.created(location(rule)), caller, rule));
    }

    @GET
    @Operation(operationId = "listRules", summary = "List the rules that the caller sees, newest first")
    public Uni<Page<RuleView>> list(
            @Parameter(description = "One of the rule's tags, in any case") @QueryParam("tag") @Size(max = 64) @Nullable
                    String tag,
            @Parameter(description = "One of the rule's techniques; T1110 also finds T1110.001")
                    @QueryParam("technique")
                    @Size(max = 20)
                    @Nullable
                    String technique,
            @QueryParam("enabled") @Nullable Boolean enabled,
            @Parameter(description = "Part of the rule's name, in any case")
                    @QueryParam("name")
                    @Size(max = 200)
                    @Nullable
                    String name,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller caller = callers.current();
        return rules.list(caller, new RuleFilter(tag, technique, enabled, name), limit, cursor)
                .chain(page -> views.of(caller, page));
    }

    @GET
    @Path("/{rule_id}")
    @Operation(operationId = "getRule", summary = "Read a rule; its version is in the ETag header")
    public Uni<RestResponse<RuleView>> get(@PathParam("rule_id") String ruleId) {
        Caller caller = callers.current();
        return rules.get(caller, ruleId).chain(rule -> answer(RestResponse.ResponseBuilder.ok(), caller, rule));
    }

    @PATCH
    @Path("/{rule_id}")
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchRule",
            summary = "Change a rule by JSON merge patch (RFC 7386); If-Match refuses a stale change with 412")
    public Uni<RestResponse<RuleView>> patch(
            @PathParam("rule_id") String ruleId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = RuleSpec.class))) @NotNull
                    ObjectNode patch) {
        Caller caller = callers.current();
        return rules.patch(caller, ruleId, patch, VersionTag.expected(ifMatch))
                .chain(rule -> answer(RestResponse.ResponseBuilder.ok(), caller, rule));
    }

    private Uni<RestResponse<RuleView>> answer(
            RestResponse.ResponseBuilder<RuleView> builder, Caller caller, Rule rule) {
        return views.of(caller, rule)
                .map(view -> builder.entity(view)
                        .header("ETag", VersionTag.of(rule.version()))
                        .build());
    }

    private static URI location(Rule rule) {
        return URI.create("/api/v1/detections/rules/" + rule.id());
    }
}
