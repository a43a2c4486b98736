package io.watchfloor.promotion.promote;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** siem-search-service, called with the caller's own credential. */
@RegisterRestClient(configKey = "search")
interface SearchClient {
    String NAME = "siem-search-service";

    @GET
    @Path("/api/v1/siem/logs/{log_id}")
    @Produces(MediaType.APPLICATION_JSON)
    Uni<JsonNode> log(@PathParam("log_id") String logId, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    @ClientExceptionMapper
    static RuntimeException refused(Response response) {
        return UpstreamAnswers.refused(NAME, response);
    }
}
