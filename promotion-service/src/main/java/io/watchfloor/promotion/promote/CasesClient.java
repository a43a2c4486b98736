package io.watchfloor.promotion.promote;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** case-service, called with the caller's own credential. */
@RegisterRestClient(configKey = "cases")
interface CasesClient {
    String NAME = "case-service";

    /** Takes an alert in: 201 when it is new, 200 when it is part of one that exists. */
    @POST
    @Path("/api/v1/alerts")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<JsonNode> take(AlertRequest alert, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    @ClientExceptionMapper
    static RuntimeException refused(Response response) {
        return UpstreamAnswers.refused(NAME, response);
    }
}
