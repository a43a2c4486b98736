package io.watchfloor.detection.metrics;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Figures of detection. */
@Tag(name = "metrics")
@Path("/api/v1/detections/metrics")
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
public class MetricsResource {
    private final MetricsService metrics;
    private final Callers callers;

    MetricsResource(MetricsService metrics, Callers callers) {
        this.metrics = metrics;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "getDetectionMetrics",
            summary = "Run volume, scheduled, noisy and high-match rules, verdicts and hourly trend",
            description = "Everything is counted over the rules that the caller sees. A rule is noisy when it has more"
                    + " matches in the window than watchfloor.metrics.noisy-matches allows for a day, or when the share of"
                    + " false positives among its verdicts reaches watchfloor.metrics.noisy-false-positives.")
    public Uni<DetectionMetrics> get(
            @Parameter(description = "Length of the window up to now, 1h to 31d")
                    @QueryParam("window")
                    @DefaultValue("24h")
                    String window) {
        return metrics.of(callers.current(), window);
    }
}
