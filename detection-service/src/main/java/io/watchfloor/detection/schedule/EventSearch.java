package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.ServiceTokens;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Reads all events of a slice that a query finds, page by page, in order of time. */
@ApplicationScoped
public class EventSearch {
    /** So many ids make a query of half the length that is allowed. */
    private static final int IDS_AT_ONCE = 80;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final SearchClient client;
    private final ServiceTokens tokens;
    private final ScheduleConfig config;

    EventSearch(@RestClient SearchClient client, ServiceTokens tokens, ScheduleConfig config) {
        this.client = client;
        this.tokens = tokens;
        this.config = config;
    }

    /** Up to where everything ingested can be found. */
    Uni<Map<Integer, Long>> highWater(TenantId tenant) {
        return again(client.highWater(tokens.bearer(tenant)));
    }

    /** The events, oldest first; fails with {@link TooManyEventsException} beyond the configured number. */
    Uni<List<Event>> all(TenantId tenant, Query query, Slice slice) {
        SearchClient.Request first = new SearchClient.Request(
                SearchClient.text(query),
                slice.from().toString(),
                slice.to().toString(),
                config.pageSize(),
                null,
                slice.after(),
                slice.upTo());
        return pages(tenant, first, new ArrayList<>()).map(List::reversed);
    }

    /** The events with these ids that happened between the two instants, both included. */
    public Uni<List<Event>> byId(TenantId tenant, Set<String> ids, Instant first, Instant last) {
        List<String> sorted = ids.stream().sorted().toList();
        Slice slice = Slice.ofTime(first.minusMillis(1), last);
        return Multi.createFrom()
                .iterable(sorted)
                .group()
                .intoLists()
                .of(IDS_AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(some -> all(tenant, anyOf(some), slice))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(List::stream).toList());
    }

    private static Query anyOf(List<String> ids) {
        return Query.or(ids.stream().map(id -> new Query.Phrase(Event.ID, id)).toList());
    }

    private Uni<List<Event>> pages(TenantId tenant, SearchClient.Request request, List<Event> found) {
        return again(client.search(tokens.bearer(tenant), request)).chain(answer -> {
            found.addAll(answer.events());
            if (found.size() > config.maxEventsPerStep()) {
                throw new TooManyEventsException(config.maxEventsPerStep());
            }
            String next = answer.nextCursor();
            return next == null ? Uni.createFrom().item(found) : pages(tenant, request.page(next), found);
        });
    }

    /** Reading may be repeated; a connection that was cut off, as one that was idle for long may be, is no failed run. */
    private static <T> Uni<T> again(Uni<T> question) {
        return question.onFailure(EventSearch::isCutOff)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(2);
    }

    private static boolean isCutOff(Throwable failure) {
        return failure instanceof IOException || failure.getCause() instanceof IOException;
    }

    /** A run would have to hold more events than it may. */
    static final class TooManyEventsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyEventsException(int most) {
            super("more than " + most + " events to look at in one step: narrow the rule or the time range");
        }
    }
}
