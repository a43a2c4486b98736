package io.watchfloor.promotion.promote;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Promotion of a log by hand. */
@Path("/api/v1/siem/logs/{log_id}/promote")
@Tag(name = "Promotion", description = "Turns a log into an alert, and into a case if wished")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PromotionResource {
    private final PromotionService service;
    private final Callers callers;

    PromotionResource(PromotionService service, Callers callers) {
        this.service = service;
        this.callers = callers;
    }

    @POST
    @RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.RESPONDER, Roles.ADMIN})
    @Operation(
            operationId = "promoteLog",
            summary = "Make an alert of a log, or count it on the alert that it belongs to",
            description =
                    "The same log promoted again changes nothing and answers with the same alert. Suppressions apply"
                            + " when rule_id is given, by the present time; without it they are passed by, which is audited.")
    @APIResponse(
            responseCode = "201",
            description = "The alert is new",
            content = @Content(schema = @Schema(implementation = PromotionView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The log belongs to an alert that exists",
            content = @Content(schema = @Schema(implementation = PromotionView.class)))
    @APIResponse(
            responseCode = "409",
            description = "The rule is disabled, or a suppression of the rule mutes the log: with rule_id, log_id,"
                    + " suppression_id and suppressed_until",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "503",
            description = "Search or case-service is away; nothing was created, try again after Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Uni<RestResponse<PromotionView>> promote(
            @Parameter(description = "The log's event.id") @PathParam("log_id") String logId,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestBody(required = false) @Valid @Nullable PromotionRequest request) {
        PromotionRequest asked = Objects.requireNonNullElse(request, PromotionRequest.PLAIN);
        return service.promote(callers.current(), authorization, logId, asked)
                .map(view -> RestResponse.status(
                        view.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, view));
    }
}
