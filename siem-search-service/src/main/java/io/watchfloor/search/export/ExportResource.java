package io.watchfloor.search.export;

import io.smallrye.mutiny.Multi;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Exporting events. */
@Path("/api/v1/siem/search/export")
@Tag(name = "Search")
// A stream is of one media type by annotation, here one whose texts are written as they are; its own is set with its
// headers.
@Produces("text/csv")
@RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN, Roles.SERVICE})
public class ExportResource {
    private final ExportService service;
    private final Callers callers;

    ExportResource(ExportService service, Callers callers) {
        this.service = service;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "exportEvents", summary = "All events that match a query, newest first, as NDJSON or CSV")
    @APIResponse(
            responseCode = "200",
            description = "One record an event; the last one says whether all are there",
            content = {
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public RestMulti<String> export(@Nullable ExportRequest request) {
        if (request == null) {
            throw ProblemException.invalid("", "required", "A body with at least query is required");
        }
        return stream(request, "/");
    }

    @GET
    @Operation(
            operationId = "exportEventsByUrl",
            summary = "All events that match a query, newest first, as NDJSON or CSV")
    @APIResponse(
            responseCode = "200",
            description = "One record an event; the last one says whether all are there",
            content = {
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    // Parameters and not one bean: each is declared once here, and unknown ones are refused by these names.
    public RestMulti<String> exportByUrl(
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
            @Parameter(description = "Names of fields, separated by commas") @RestQuery("fields") @Nullable
                    String fields,
            @Parameter(description = "ndjson or csv, default ndjson") @RestQuery("format") @Nullable String format) {
        List<String> names = fields == null
                ? null
                : Arrays.stream(fields.split(",", -1)).map(String::strip).toList();
        return stream(new ExportRequest(query, timeRange, from, to, source, null, names, format), "?");
    }

    private RestMulti<String> stream(ExportRequest request, String at) {
        ExportFormat format = ExportFormat.of(request.format(), at);
        // Each item is written with a line end behind it.
        Multi<String> texts =
                service.export(callers.current(), request, at).map(text -> text.substring(0, text.length() - 1));
        return RestMulti.fromMultiData(texts)
                .encodeAsJsonArray(false)
                .header("Content-Type", format.mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"events." + (format == ExportFormat.CSV ? "csv" : "ndjson") + "\"")
                .build();
    }
}
