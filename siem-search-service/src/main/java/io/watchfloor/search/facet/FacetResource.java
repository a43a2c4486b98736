package io.watchfloor.search.facet;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Counting events. */
@Path("/api/v1/siem/search")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN, Roles.SERVICE})
public class FacetResource {
    private final FacetService service;
    private final Callers callers;

    FacetResource(FacetService service, Callers callers) {
        this.service = service;
        this.callers = callers;
    }

    @POST
    @Path("histogram")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "countOverTime", summary = "How many events match a query, over time")
    public Uni<HistogramResult> histogram(@Nullable HistogramRequest request) {
        return service.histogram(callers.current(), given(request), "/");
    }

    @GET
    @Path("histogram")
    @Operation(operationId = "countOverTimeByUrl", summary = "How many events match a query, over time")
    // Parameters and not one bean: each is declared once here, and unknown ones are refused by these names.
    public Uni<HistogramResult> histogramByUrl(
            @Parameter(description = "Lucene query syntax; * finds everything", required = true)
                    @RestQuery("query")
                    @Nullable
                    String query,
            @Parameter(description = "Event time up to now, default 15m") @RestQuery("time_range") @Nullable
                    String timeRange,
            @Parameter(description = "Event time after this instant, RFC 3339") @RestQuery("from") @Nullable
                    String from,
            @Parameter(description = "Event time up to and with this instant, RFC 3339") @RestQuery("to") @Nullable
                    String to,
            @Parameter(description = "Only events of this source") @RestQuery("source") @Nullable String source,
            @Parameter(description = "Width of a bucket: 30s, 5m, 1h, 1d") @RestQuery("interval") @Nullable
                    String interval) {
        HistogramRequest request = new HistogramRequest(query, timeRange, from, to, source, null, interval);
        return service.histogram(callers.current(), request, "?");
    }

    @POST
    @Path("facets")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "countValues", summary = "Which values fields have in the events that match a query")
    public Uni<FacetResult> facets(@Nullable FacetRequest request) {
        return service.facets(callers.current(), given(request), "/");
    }

    @GET
    @Path("facets")
    @Operation(operationId = "countValuesByUrl", summary = "Which values fields have in the events that match a query")
    public Uni<FacetResult> facetsByUrl(
            @Parameter(description = "Lucene query syntax; * finds everything", required = true)
                    @RestQuery("query")
                    @Nullable
                    String query,
            @Parameter(description = "Event time up to now, default 15m") @RestQuery("time_range") @Nullable
                    String timeRange,
            @Parameter(description = "Event time after this instant, RFC 3339") @RestQuery("from") @Nullable
                    String from,
            @Parameter(description = "Event time up to and with this instant, RFC 3339") @RestQuery("to") @Nullable
                    String to,
            @Parameter(description = "Only events of this source") @RestQuery("source") @Nullable String source,
            @Parameter(description = "Names of fields, separated by commas", required = true)
                    @RestQuery("fields")
                    @Nullable
                    String fields,
            @Parameter(description = "Values of a field, 1 to 1000, default 20") @RestQuery("size") @Nullable
                    Integer size) {
        List<String> names = fields == null
                ? null
                : Arrays.stream(fields.split(",", -1)).map(String::strip).toList();
        FacetRequest request = new FacetRequest(query, timeRange, from, to, source, null, names, size);
        return service.facets(callers.current(), request, "?");
    }

    private static <T> T given(@Nullable T request) {
        if (request == null) {
            throw ProblemException.invalid("", "required", "A body with at least query is required");
        }
        return request;
    }
}
