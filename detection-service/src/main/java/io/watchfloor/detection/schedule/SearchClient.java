package io.watchfloor.detection.schedule;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The search service. */
@RegisterRestClient(configKey = "search")
@Path("/api/v1/siem/search")
public interface SearchClient {
    @POST
    Uni<Answer> search(@HeaderParam("Authorization") String token, Request request);

    /** The next offset that is not yet searchable, by partition. */
    @GET
    @Path("/high-water")
    Uni<Map<Integer, Long>> highWater(@HeaderParam("Authorization") String token);

    /** A search; the sequence maps partitions of the events topic to offsets. */
    record Request(
            String query,
            String from,
            String to,
            int maxResults,
            @Nullable String cursor,
            @Nullable Map<Integer, Long> sequenceAfter,
            @Nullable Map<Integer, Long> sequenceUpTo) {
        public Request page(String next) {
            return new Request(query, from, to, maxResults, next, sequenceAfter, sequenceUpTo);
        }
    }

    /** A page of events, newest first. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(
            List<Event> events,
            @Nullable String nextCursor,
            @Nullable Total total) {}

    /** How many events match on all pages. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Total(long value, String relation) {
        public boolean isExact() {
            return relation.equals("eq");
        }
    }
}
