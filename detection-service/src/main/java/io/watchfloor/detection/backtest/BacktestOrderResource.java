package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The back-tests of a rule. */
@Tag(name = "backtests")
@Path("/api/v1/detections/rules/{rule_id}")
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
public class BacktestOrderResource {
    private final BacktestService backtests;
    private final Callers callers;

    BacktestOrderResource(BacktestService backtests, Callers callers) {
        this.backtests = backtests;
        this.callers = callers;
    }

    @POST
    @Path("/backtest")
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "orderBacktest",
            summary =
                    "Find out what a rule, also in an older version or after a change, would have found; no alert is made")
    @APIResponse(
            responseCode = "202",
            description = "The back-test waits; Location is where to follow it",
            content = @Content(schema = @Schema(implementation = Backtest.class)))
    @APIResponse(responseCode = "422", description = "The range is too long")
    @APIResponse(responseCode = "429", description = "The tenant has as many that wait or run as it may have")
    public Uni<RestResponse<Backtest>> order(
            @PathParam("rule_id") String ruleId, @Valid @Nullable BacktestRequest request) {
        return backtests
                .order(callers.current(), ruleId, request == null ? BacktestRequest.DEFAULT : request)
                .map(backtest -> RestResponse.ResponseBuilder.accepted(backtest)
                        .location(URI.create("/api/v1/detections/backtests/" + backtest.backtestId()))
                        .build());
    }

    @GET
    @Path("/backtests")
    @Operation(operationId = "listBacktests", summary = "List the back-tests of a rule, newest first, without reports")
    public Uni<Page<Backtest>> list(
            @PathParam("rule_id") String ruleId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return backtests.list(callers.current(), ruleId, limit, cursor);
    }
}
