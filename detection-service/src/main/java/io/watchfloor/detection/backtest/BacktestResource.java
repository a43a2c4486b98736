package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Back-tests by their own ids. */
@Tag(name = "backtests")
@Path("/api/v1/detections/backtests")
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
public class BacktestResource {
    private final BacktestService backtests;
    private final Callers callers;

    BacktestResource(BacktestService backtests, Callers callers) {
        this.backtests = backtests;
        this.callers = callers;
    }

    @GET
    @Path("/{backtest_id}")
    @Operation(operationId = "getBacktest", summary = "Read a back-test: how far it is and what it found")
    public Uni<Backtest> get(@PathParam("backtest_id") String id) {
        return backtests.get(callers.current(), parse(id));
    }

    @POST
    @Path("/{backtest_id}/cancel")
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Operation(
            operationId = "cancelBacktest",
            summary = "End a back-test that waits or runs; what it found so far is kept. 409 when it is over")
    public Uni<Backtest> cancel(@PathParam("backtest_id") String id) {
        return backtests.cancel(callers.current(), parse(id));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("back-test", id);
        }
    }
}
