package io.watchfloor.search.facet;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Names of fields and their values, for those who write queries. */
@Path("/api/v1/siem/search")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN, Roles.SERVICE})
public class FieldResource {
    private final FieldService service;
    private final Callers callers;

    FieldResource(FieldService service, Callers callers) {
        this.service = service;
        this.callers = callers;
    }

    @GET
    @Path("fields")
    @Operation(operationId = "listFields", summary = "Which fields the events of a time have")
    // Parameters and not one bean: each is declared once here, and unknown ones are refused by these names.
    public Uni<FieldList> fields(
            @Parameter(description = "Only fields whose names begin so") @RestQuery("prefix") @Nullable String prefix,
            @Parameter(description = "Event time up to now, default 15m") @RestQuery("time_range") @Nullable
                    String timeRange,
            @Parameter(description = "Event time after this instant, RFC 3339") @RestQuery("from") @Nullable
                    String from,
            @Parameter(description = "Event time up to and with this instant, RFC 3339") @RestQuery("to") @Nullable
                    String to,
            @Parameter(description = "Only events of this source") @RestQuery("source") @Nullable String source,
            @Parameter(description = "Fields at most, 1 to 1000, default 1000") @RestQuery("size") @Nullable
                    Integer size) {
        return service.fields(callers.current(), new FieldRequest(timeRange, from, to, source), prefix, size);
    }

    @GET
    @Path("suggest")
    @Operation(
            operationId = "suggest",
            summary = "Values of a field that begin with a text, or names of fields that do, most frequent first")
    public Uni<Suggestions> suggest(
            @Parameter(description = "The field whose values are asked for; without it names of fields are")
                    @RestQuery("field")
                    @Nullable
                    String field,
            @Parameter(description = "What they begin with; values in any case") @RestQuery("prefix") @Nullable
                    String prefix,
            @Parameter(description = "Event time up to now, default 15m") @RestQuery("time_range") @Nullable
                    String timeRange,
            @Parameter(description = "Event time after this instant, RFC 3339") @RestQuery("from") @Nullable
                    String from,
            @Parameter(description = "Event time up to and with this instant, RFC 3339") @RestQuery("to") @Nullable
                    String to,
            @Parameter(description = "Only events of this source") @RestQuery("source") @Nullable String source,
            @Parameter(description = "Suggestions at most, 1 to 1000, default 20") @RestQuery("size") @Nullable
                    Integer size) {
        FieldRequest request = new FieldRequest(timeRange, from, to, source);
        return field == null
                ? service.names(callers.current(), request, prefix, size)
                : service.values(callers.current(), request, field, prefix, size);
    }
}
