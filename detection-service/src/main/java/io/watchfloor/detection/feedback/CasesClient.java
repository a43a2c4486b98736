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

/** case-service, asked for the tenant. */
@RegisterRestClient(configKey = "cases")
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public interface CasesClient {
    String NAME = "case-service";

    @GET
    @Path("/alerts/{id}")
    Uni<JsonNode> alert(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.AUTHORIZATION) String token);

    @GET
    @Path("/cases/{id}")
    Uni<JsonNode> incident(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.AUTHORIZATION) String token);
}
