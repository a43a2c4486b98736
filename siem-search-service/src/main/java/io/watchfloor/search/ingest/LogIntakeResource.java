package io.watchfloor.search.ingest;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Logs over HTTP. */
@Path("/api/v1/siem/logs")
@Tag(name = "Logs")
@Produces(MediaType.APPLICATION_JSON)
public class LogIntakeResource {
    private static final int MULTI_STATUS = 207;

    private final LogIntake intake;
    private final Callers callers;

    LogIntakeResource(LogIntake intake, Callers callers) {
        this.intake = intake;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({
        Roles.INGEST,
        Roles.ANALYST,
        Roles.HUNTER,
        Roles.DETECTION_ENGINEER,
        Roles.RESPONDER,
        Roles.ADMIN,
        Roles.SERVICE
    })
    @Operation(
            operationId = "ingestLogs",
            summary = "Take in logs: JSON objects, an array of them, NDJSON, or text, a log a line; gzip allowed",
            description = "Answers once the logs are kept. Sending the same logs again changes nothing. Text is what"
                    + " `source` writes: access logs, tables of Zeek with their header lines, syslog; without `source`"
                    + " each line says what it is.")
    @APIResponse(
            responseCode = "200",
            description = "All logs are kept",
            content = @Content(schema = @Schema(implementation = IngestResult.class)))
    @APIResponse(
            responseCode = "207",
            description = "Some logs are kept; each item says what became of it",
            content = @Content(schema = @Schema(implementation = IngestResult.class)))
    @APIResponse(responseCode = "413", description = "The body or the number of logs is over the limit")
    @APIResponse(responseCode = "415", description = "The body is none of these; see Accept-Post")
    @APIResponse(responseCode = "429", description = "Too many logs are under way; see Retry-After")
    @APIResponse(responseCode = "503", description = "The logs cannot be kept now; see Retry-After")
    public Uni<RestResponse<IngestResult>> ingest(
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Object.class)),
                                @Content(
                                        mediaType = "application/x-ndjson",
                                        schema = @Schema(implementation = String.class)),
                                @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class))
                            })
                    byte @Nullable [] body,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @RestHeader(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @RestQuery("source") @Nullable String source) {
        byte[] bytes = body == null ? new byte[0] : body;
        LogIntake.Body logs = new LogIntake.Body(bytes, encoding, BodyType.of(contentType), source);
        return intake.take(callers.current().tenant(), logs)
                .map(result -> RestResponse.ResponseBuilder.<IngestResult>create(
                                result.rejected() == 0 ? 200 : MULTI_STATUS)
                        .entity(result)
                        .build());
    }
}
