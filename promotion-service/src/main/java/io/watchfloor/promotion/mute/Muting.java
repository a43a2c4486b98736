package io.watchfloor.promotion.mute;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.rules.suppress.MatchSplitter;
import io.watchfloor.rules.suppress.Mutes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what is muted: of matches by the time of their events, of logs that somebody promotes by the present time. */
@ApplicationScoped
public class Muting {
    private final TenantDatabase database;
    private final SuppressionProjection suppressions;
    private final MutedEvents mutedEvents;
    private final EventLookup events;
    private final Outbox outbox;
    private final Clock clock;

    Muting(
            TenantDatabase database,
            SuppressionProjection suppressions,
            MutedEvents mutedEvents,
            EventLookup events,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.suppressions = suppressions;
        this.mutedEvents = mutedEvents;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Known(Mutes mutes, Map<String, Set<String>> mutedBefore) {}

    private record Span(Instant first, Instant last) {
        static Span of(List<ArrivedMatch> arrived) {
            List<Instant> times = arrived.stream()
                    .flatMap(one -> one.match().occurrences().stream())
                    .map(Occurrence::eventTime)
                    .sorted()
                    .toList();
            return times.isEmpty()
                    ? new Span(Instant.EPOCH, Instant.EPOCH)
                    : new Span(times.getFirst(), times.getLast());
        }
    }

    /** What suppressions leave of a batch; outside of any transaction, since it may have to wait for events. */
    public Uni<Screening> screen(TenantId tenant, List<ArrivedMatch> arrived) {
        Span span = Span.of(arrived);
        return database.inTenant(tenant, connection -> known(connection, tenant, arrived, span))
                .chain(known -> events.find(tenant, undecided(known.mutes(), arrived), span.first(), span.last())
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(found -> screening(arrived, known, found)));
    }

    private Uni<Known> known(SqlConnection connection, TenantId tenant, List<ArrivedMatch> arrived, Span span) {
        Set<String> rules = arrived.stream().map(one -> one.match().ruleId()).collect(Collectors.toSet());
        Set<String> matches = arrived.stream().map(one -> one.match().matchId()).collect(Collectors.toSet());
        return suppressions
                .ofRules(connection, tenant.value(), rules, span.first(), span.last())
                .chain(mutes ->
                        mutedEvents.find(connection, tenant.value(), matches).map(before -> new Known(mutes, before)));
    }

    private static Set<String> undecided(Mutes mutes, List<ArrivedMatch> arrived) {
        Set<String> undecided = new HashSet<>();
        arrived.stream()
                .filter(one -> !one.released())
                .forEach(one -> undecided.addAll(mutes.undecided(one.match(), one.carried())));
        return undecided;
    }

    private Screening screening(List<ArrivedMatch> arrived, Known known, Map<String, Event> found) {
        return Screening.of(
                arrived,
                new Screening.Facts(new MatchSplitter(known.mutes(), found), known.mutedBefore(), clock.instant()));
    }

    /** Records what was decided, and tells detection-service; in the transaction in which the rest of the batch goes on. */
    public Uni<Void> store(SqlConnection connection, Screening screening) {
        return mutedEvents
                .store(connection, screening.muted(), clock.instant())
                .chain(() -> mutedEvents.release(connection, screening.released()))
                .chain(() -> outbox.append(connection, screening.messages()));
    }

    /** What mutes a log now for a rule. */
    public Uni<Optional<Suppression>> find(TenantId tenant, String ruleId, Event log) {
        Instant now = clock.instant();
        return database.inTenant(
                        tenant,
                        connection -> suppressions.ofRules(connection, tenant.value(), List.of(ruleId), now, now))
                .map(mutes -> mutes.find(ruleId, log, now));
    }

    /** What would mute a log now if it were promoted for the rule that it belongs to. */
    public Uni<Optional<Suppression>> findOfAnyRule(TenantId tenant, Event log) {
        Instant now = clock.instant();
        return database.inTenant(tenant, connection -> suppressions.activeAt(connection, tenant.value(), now))
                .map(mutes -> mutes.findOfAnyRule(log, now));
    }

    /** Records that a log was not promoted. */
    public Uni<Void> refused(TenantId tenant, Suppression by, String logId) {
        return database.inTenant(
                tenant,
                connection -> outbox.append(connection, List.of(MuteEvents.refused(by, logId, clock.instant()))));
    }
}
