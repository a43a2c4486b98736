package io.watchfloor.detection.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Single events of siem-search-service, asked for the tenant. */
@RegisterRestClient(configKey = "search")
@Path("/api/v1/siem/logs")
@Produces(MediaType.APPLICATION_JSON)
public interface LogsClient {
    String NAME = "siem-search-service";

    @GET
    @Path("/{id}")
    Uni<JsonNode> log(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.AUTHORIZATION) String token);
}
