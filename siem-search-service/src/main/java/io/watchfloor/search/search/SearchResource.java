package io.watchfloor.search.search;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.search.store.HighWater;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Searching events. */
@Path("/api/v1/siem/search")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN, Roles.SERVICE})
public class SearchResource {
    private final SearchService service;
    private final RunningSearches running;
    private final Callers callers;
    private final IdGenerator ids;

    SearchResource(SearchService service, RunningSearches running, Callers callers, IdGenerator ids) {
        this.service = service;
        this.running = running;
        this.callers = callers;
        this.ids = ids;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "searchEvents", summary = "Events that match a query, newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of events",
            content = @Content(schema = @Schema(implementation = SearchResult.class)))
    public Uni<RestResponse<SearchResult>> search(@Nullable SearchRequest request) {
        if (request == null) {
            throw ProblemException.invalid("", "required", "A body with at least query is required");
        }
        return answer(request, "/");
    }

    private Uni<RestResponse<SearchResult>> answer(SearchRequest request, String at) {
        String id = request.searchId() == null ? ids.next().toString() : request.searchId();
        RunningSearches.check(id, at);
        return service.search(callers.current(), request, at, id)
                .map(found -> RestResponse.ResponseBuilder.ok(found)
                        .header("Search-Id", id)
                        .build());
    }

    @DELETE
    @Path("/{search_id}")
    @ResponseStatus(204)
    @Operation(
            operationId = "cancelSearch",
            summary = "Cancel a search of the caller that runs on this instance; it answers what it has found")
    public void cancel(@PathParam("search_id") String searchId) {
        running.cancel(callers.current(), searchId);
    }

    @GET
    @Operation(operationId = "searchEventsByUrl", summary = "Events that match a query, newest first")
    // Parameters and not one bean: each is declared once here, and unknown ones are refused by these names.
    @APIResponse(
            responseCode = "200",
            description = "A page of events",
            content = @Content(schema = @Schema(implementation = SearchResult.class)))
    public Uni<RestResponse<SearchResult>> searchByUrl(
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
            @Parameter(description = "Only these fields of the events; several by several parameters")
                    @RestQuery("fields")
                    List<String> fields,
            @Parameter(description = "@timestamp:desc, the default, or @timestamp:asc") @RestQuery("sort") @Nullable
                    String sort,
            @Parameter(description = "Whether to answer where the texts of the query are")
                    @RestQuery("highlight")
                    @Nullable
                    Boolean highlight,
            @Parameter(description = "1 to 1000, default 100", schema = @Schema(type = SchemaType.INTEGER))
                    @RestQuery("max_results")
                    @Nullable
                    String maxResults,
            @Parameter(description = "next_cursor of the previous page") @RestQuery("cursor") @Nullable String cursor,
            @Parameter(description = "An id by which the search can be cancelled while it runs")
                    @RestQuery("search_id")
                    @Nullable
                    String searchId) {
        SearchRequest request = new SearchRequest(
                query,
                timeRange,
                from,
                to,
                source,
                null,
                fields.isEmpty() ? null : fields,
                sort,
                highlight,
                number(maxResults),
                cursor,
                searchId,
                null,
                null);
        return answer(request, "?");
    }

    @GET
    @Path("high-water")
    // The topic is that of all tenants: its marks would tell a user how much others send.
    @RolesAllowed(Roles.SERVICE)
    @Operation(operationId = "getHighWater", summary = "Up to where everything ingested can be found, by partition")
    @APIResponse(
            responseCode = "200",
            description = "The next offset to be stored, by partition",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Long.class)))
    public Uni<HighWater> highWater() {
        return service.highWater();
    }

    /** By hand: the framework answers 404 to a parameter that is no number. */
    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(
                    "?max_results",
                    "out_of_range",
                    "max_results is a whole number from 1 to " + SearchParameters.MAX_RESULTS);
        }
    }
}
