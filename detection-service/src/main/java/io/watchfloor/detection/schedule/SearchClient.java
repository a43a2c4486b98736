package io.watchfloor.detection.schedule;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryPrinter;
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

    /**
     * A rule's query as a text to search for. Rules are written by users: one that asks where an event is in the topic of all tenants,
     * which the search service would tell this service, is refused.
     */
    static String text(Query query) {
        if (CompiledQuery.of(query).fields().contains(Event.SEQUENCE)) {
            throw new ProblemException(
                    CommonProblem.UNPROCESSABLE, Event.SEQUENCE + " is known to services only: no rule can ask for it");
        }
        return QueryPrinter.print(query);
    }

    /** A page of events, newest first, as users may see them: without their places in the topic of all tenants. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(
            List<Event> events,
            @Nullable String nextCursor,
            @Nullable Total total) {
        public Answer {
            events = events.stream().map(event -> event.without(Event.SEQUENCE)).toList();
        }
    }

    /** How many events match on all pages. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Total(long value, String relation) {
        public boolean isExact() {
            return relation.equals("eq");
        }
    }
}
