package io.watchfloor.promotion.mute;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.ServiceTokens;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryPrinter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Fetches events that matches name and do not carry. They were matched before they were searchable, so it may wait. */
@ApplicationScoped
class EventLookup {
    private static final Logger LOG = Logger.getLogger(EventLookup.class);
    /** So many ids make a query of half the length that is allowed. */
    private static final int IDS_AT_ONCE = 80;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final EventsClient client;
    private final ServiceTokens tokens;
    private final MuteConfig config;

    EventLookup(@RestClient EventsClient client, ServiceTokens tokens, MuteConfig config) {
        this.client = client;
        this.tokens = tokens;
        this.config = config;
    }

    private static final class NotYetSearchable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYetSearchable(int missing) {
            super(missing + " events are not searchable yet");
        }
    }

    /** The events by id, of those that happened between the two instants; what cannot be had in time is left out. */
    Uni<Map<String, Event>> find(TenantId tenant, Set<String> ids, Instant first, Instant last) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return once(tenant, ids, first, last)
                .invoke(found -> demandAll(ids, found))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(config.eventPatience().toMillis())
                .onFailure()
                .recoverWithUni(e -> whatThereIs(tenant, ids, first, last, e));
    }

    private static void demandAll(Set<String> ids, Map<String, Event> found) {
        if (!found.keySet().containsAll(ids)) {
            throw new NotYetSearchable(ids.size() - found.size());
        }
    }

    private Uni<Map<String, Event>> whatThereIs(
            TenantId tenant, Set<String> ids, Instant first, Instant last, Throwable cause) {
        LOG.warnf("Events not found, those are not muted tenant=%s asked=%d cause=%s", tenant, ids.size(), cause);
        return once(tenant, ids, first, last).onFailure().recoverWithItem(Map.of());
    }

    private Uni<Map<String, Event>> once(TenantId tenant, Set<String> ids, Instant first, Instant last) {
        String from = first.minusMillis(1).toString();
        return Multi.createFrom()
                .iterable(ids.stream().sorted().toList())
                .group()
                .intoLists()
                .of(IDS_AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(some -> client.search(
                        tokens.bearer(tenant),
                        new EventsClient.Request(anyOf(some), from, last.toString(), IDS_AT_ONCE)))
                .collect()
                .asList()
                .map(answers -> answers.stream()
                        .flatMap(answer -> answer.events().stream())
                        .collect(Collectors.toMap(Event::id, event -> event, (a, b) -> a)));
    }

    private static String anyOf(List<String> ids) {
        return QueryPrinter.print(
                Query.or(ids.stream().map(id -> new Query.Phrase(Event.ID, id)).toList()));
    }
}
