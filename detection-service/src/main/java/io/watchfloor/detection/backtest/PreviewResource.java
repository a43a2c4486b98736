package io.watchfloor.detection.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleSpec;
import io.watchfloor.detection.schedule.RunRequest;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a rule that is not saved would have found. */
@Tag(name = "rules")
@Path("/api/v1/detections/rules/preview")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
public class PreviewResource {
    private final Previews previews;
    private final Callers callers;

    PreviewResource(Previews previews, Callers callers) {
        this.previews = previews;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewRule",
            summary = "What a rule that is not saved would have found; answers within seconds, complete or not")
    public Uni<RulePreview> preview(
            @RequestBody(content = @Content(schema = @Schema(implementation = RuleSpec.class))) @NotNull
                    ObjectNode written,
            @Parameter(description = "Event time up to now, such as 24h; not together with from")
                    @QueryParam("time_range")
                    @Nullable
                    String timeRange,
            @Parameter(description = "Event time after this instant, RFC 3339") @QueryParam("from") @Nullable
                    String from,
            @Parameter(description = "Event time up to and with this instant, RFC 3339; now if absent")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "Matches to list") @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100)
                    int limit) {
        RunRequest range = new RunRequest(timeRange, instant("?from", from), instant("?to", to));
        return previews.of(callers.current(), written, range, limit);
    }

    private static @Nullable Instant instant(String pointer, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(pointer, "invalid_value", "Expected a time such as 2026-03-02T08:00:00Z");
        }
    }
}
