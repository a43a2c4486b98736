package io.watchfloor.search.tools;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.observables.IocExtractor;
import io.watchfloor.observables.IocOptions;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.correlate.GraphText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The analyst's tools. */
@Path("/api/v1/siem/tools")
@Tag(name = "Tools")
@RolesAllowed({
    Roles.ANALYST,
    Roles.HUNTER,
    Roles.DETECTION_ENGINEER,
    Roles.RESPONDER,
    Roles.APPROVER,
    Roles.ADMIN,
    Roles.SERVICE
})
public class ToolResource {
    private static final IocExtractor IOCS = new IocExtractor();

    private final ToolCatalogue catalogue;
    private final CorrelateService correlation;
    private final MitreMapService mapping;
    private final Callers callers;

    ToolResource(ToolCatalogue catalogue, CorrelateService correlation, MitreMapService mapping, Callers callers) {
        this.catalogue = catalogue;
        this.correlation = correlation;
        this.mapping = mapping;
        this.callers = callers;
    }

    /** What {@link #list} answers. */
    @Schema(name = "ToolList")
    public record Tools(List<ToolDescriptor> items) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listTools",
            summary = "The tools with the JSON Schema of their arguments, as the MCP server publishes them")
    public Tools list() {
        return new Tools(catalogue.tools());
    }

    @POST
    @CustomDeserialization(StrictScalars.class)
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("correlate-events")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "correlateEvents",
            summary = "Events that share indicators with given ones, and the graph of it")
    public Uni<CorrelateResult> correlate(@Nullable CorrelateRequest request) {
        return correlation.correlate(callers.current(), given(request, "event_ids"));
    }

    @POST
    @CustomDeserialization(StrictScalars.class)
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("correlate-events/graphml")
    @Produces("application/graphml+xml")
    @Operation(operationId = "correlateEventsToGraphMl", summary = "The graph of a correlation as GraphML")
    public Uni<String> graphMl(@Nullable CorrelateRequest request) {
        return correlate(request).map(result -> GraphText.graphMl(result.correlationGraph()));
    }

    @POST
    @CustomDeserialization(StrictScalars.class)
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("correlate-events/dot")
    @Produces("text/vnd.graphviz")
    @Operation(operationId = "correlateEventsToDot", summary = "The graph of a correlation for Graphviz")
    public Uni<String> dot(@Nullable CorrelateRequest request) {
        return correlate(request).map(result -> GraphText.dot(result.correlationGraph()));
    }

    @POST
    @CustomDeserialization(StrictScalars.class)
    @Path("extract-ioc")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "extractIoc", summary = "The indicators of compromise that a text holds")
    public Uni<ExtractIocResult> extractIoc(@Nullable ExtractIocRequest request) {
        ExtractIocRequest asked = given(request, "text");
        String text = asked.given();
        IocOptions options = asked.options();
        return Uni.createFrom()
                .item(() -> ExtractIocResult.of(IOCS.extract(text, options)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @POST
    @CustomDeserialization(StrictScalars.class)
    @Path("mitre-map")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "mapToAttack", summary = "The ATT&CK techniques that a description and indicators show")
    public Uni<MitreMapResult> mitreMap(@Nullable MitreMapRequest request) {
        MitreMapRequest asked = given(request, "description");
        return mapping.map(
                new MitreMapService.Question(asked.givenDescription(), asked.givenIndicators(), asked.options()));
    }

    private static <T> T given(@Nullable T request, String field) {
        if (request == null) {
            throw ProblemException.invalid("", "required", "A body with at least " + field + " is required");
        }
        return request;
    }
}
