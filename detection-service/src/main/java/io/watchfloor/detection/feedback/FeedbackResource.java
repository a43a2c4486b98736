package io.watchfloor.detection.feedback;

import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Feedback;
import io.watchfloor.detection.idempotency.StoredAnswer;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.Problem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Verdicts on what a rule found. */
@Tag(name = "feedback")
@Path("/api/v1/detections/rules/{rule_id}/feedback")
@Produces(MediaType.APPLICATION_JSON)
public class FeedbackResource {
    private final FeedbackService service;
    private final FeedbackHistory history;
    private final Callers callers;

    FeedbackResource(FeedbackService service, FeedbackHistory history, Callers callers) {
        this.service = service;
        this.history = history;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN})
    @Operation(
            operationId = "giveRuleFeedback",
            summary = "Say whether the rule was right",
            description =
                    "An analyst has one present verdict on an alert, log or case of a rule: the same one again counts"
                            + " nothing, another one takes its place. A verdict that names none of them counts by itself.")
    @APIResponse(
            responseCode = "201",
            description = "The first verdict",
            content = @Content(schema = @Schema(implementation = RuleFeedback.class)))
    @APIResponse(
            responseCode = "200",
            description = "The analyst had a verdict on it; it is now this one",
            content = @Content(schema = @Schema(implementation = RuleFeedback.class)))
    @APIResponse(
            responseCode = "422",
            description = "A reference is unknown, the alert is another rule's, or the idempotency key was another"
                    + " request's",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "503",
            description = "The service that knows a reference is away; nothing was stored, try again after Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Uni<RestResponse<RuleFeedback>> give(
            @PathParam("rule_id") String ruleId,
            @Parameter(description = "The same request again under the same key is answered as before, for 24 hours")
                    @HeaderParam("Idempotency-Key")
                    @Size(min = 1, max = 255)
                    @Nullable
                    String idempotencyKey,
            @NotNull @Valid FeedbackRequest request) {
        return service.give(callers.current(), ruleId, request, idempotencyKey).map(FeedbackResource::answer);
    }

    @GET
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
    @Operation(operationId = "listRuleFeedback", summary = "List the present verdicts on a rule, newest first")
    public Uni<Page<RuleFeedback>> list(
            @PathParam("rule_id") String ruleId,
            @QueryParam("alert_id") @Nullable String alertId,
            @QueryParam("case_id") @Nullable String caseId,
            @QueryParam("log_id") @Nullable String logId,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"true_positive", "false_positive"}))
                    @QueryParam("verdict")
                    @Nullable
                    String verdict,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        FeedbackFilter filter = new FeedbackFilter(
                id("alert_id", alertId), id("case_id", caseId), id("log_id", logId), verdict(verdict));
        return history.list(callers.current(), ruleId, filter, limit, cursor);
    }

    private static RestResponse<RuleFeedback> answer(FeedbackService.Answer answer) {
        RestResponse.ResponseBuilder<RuleFeedback> builder = RestResponse.ResponseBuilder.create(
                RestResponse.Status.fromStatusCode(answer.stored().status()),
                answer.stored().as(RuleFeedback.class));
        return answer.replayed() ? builder.header(StoredAnswer.REPLAYED, "true").build() : builder.build();
    }

    private static @Nullable UUID id(String parameter, @Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("?" + parameter, "invalid_value", parameter + " must be an id");
        }
    }

    private static Feedback.@Nullable Verdict verdict(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(Feedback.Verdict.values())
                .filter(verdict -> verdict.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "?verdict", "invalid_value", "verdict must be true_positive or false_positive"));
    }
}
