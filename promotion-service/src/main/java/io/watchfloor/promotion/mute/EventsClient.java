package io.watchfloor.promotion.mute;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** siem-search-service, called with this service's own credential. */
@RegisterRestClient(configKey = "search")
@Path("/api/v1/siem/search")
interface EventsClient {
    @POST
    Uni<Answer> search(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, Request request);

    /** A search over event time in {@code (from, to]}, both RFC 3339. */
    record Request(String query, String from, String to, int maxResults) {}

    /** The events found, newest first, as users may see them: without their places in the topic of all tenants. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(List<Event> events) {
        public Answer {
            events = events.stream().map(event -> event.without(Event.SEQUENCE)).toList();
        }
    }
}
