package io.watchfloor.detection.suppression;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.rules.suppress.MatchSplitter;
import io.watchfloor.rules.suppress.Mutes;
import io.watchfloor.rules.suppress.SplitMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a rule's suppressions leave of what a run found. The stream's matches are muted by promotion, in the same way. */
@ApplicationScoped
public class Muting {
    private final TenantDatabase database;
    private final SuppressionRepository suppressions;
    private final HitRepository hits;
    private final IdGenerator ids;
    private final Clock clock;

    Muting(
            TenantDatabase database,
            SuppressionRepository suppressions,
            HitRepository hits,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.suppressions = suppressions;
        this.hits = hits;
        this.ids = ids;
        this.clock = clock;
    }

    /** Where the fields of events are found that matches name and do not carry. */
    @FunctionalInterface
    public interface EventsById {
        /** The events with these ids that happened between the two instants, both included. */
        Uni<List<Event>> find(Set<String> ids, Instant first, Instant last);
    }

    /**
     * A run's messages.
     *
     * @param found all that the rule says
     * @param kept what is left to be sent
     */
    public record Screened(List<MatchMessage> found, List<MatchMessage> kept, List<SplitMatch.Part> muted) {
        public Screened {
            found = List.copyOf(found);
            kept = List.copyOf(kept);
            muted = List.copyOf(muted);
        }

        public long matchCount() {
            return distinct(found);
        }

        /** Matches of which nothing is left. */
        public long suppressedCount() {
            return distinct(found) - distinct(kept);
        }

        private static long distinct(List<MatchMessage> messages) {
            return messages.stream()
                    .map(message -> message.match().matchId())
                    .distinct()
                    .count();
        }
    }

    /**
     * Takes out what suppressions mute, by the time of each event. Outside of any transaction.
     *
     * @param events asked for those events only that could be muted and that the matches do not carry
     */
    public Uni<Screened> screen(Rule rule, List<MatchMessage> found, EventsById events) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(new Screened(found, found, List.of()));
        }
        return database.inTenant(rule.tenant(), connection -> suppressions.standing(connection, rule.id()))
                .map(standing -> Mutes.of(
                        standing.stream().map(StoredSuppression::contract).toList()))
                .chain(mutes -> mutes.isEmpty()
                        ? Uni.createFrom().item(new Screened(found, found, List.of()))
                        : needed(mutes, found, events).map(known -> screened(mutes, found, known)));
    }

    private static Uni<List<Event>> needed(Mutes mutes, List<MatchMessage> found, EventsById events) {
        Set<String> missing = new HashSet<>();
        List<Instant> times = new ArrayList<>();
        for (MatchMessage message : found) {
            Match match = message.match();
            missing.addAll(mutes.undecided(match, carried(match)));
            match.occurrences().stream().map(Occurrence::eventTime).forEach(times::add);
        }
        if (missing.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        times.sort(Comparator.naturalOrder());
        return events.find(missing, times.getFirst(), times.getLast());
    }

    private static Set<String> carried(Match match) {
        return match.events().stream().map(Event::id).collect(Collectors.toSet());
    }

    private static Screened screened(Mutes mutes, List<MatchMessage> found, List<Event> events) {
        Map<String, Event> byId = events.stream().collect(Collectors.toMap(Event::id, event -> event, (a, b) -> a));
        List<SplitMatch> split = new MatchSplitter(mutes, byId)
                .split(found.stream().map(MatchMessage::match).toList(), Map.of());
        List<MatchMessage> kept = new ArrayList<>();
        List<SplitMatch.Part> muted = new ArrayList<>();
        for (int i = 0; i < split.size(); i++) {
            Match left = split.get(i).kept();
            if (left != null) {
                kept.add(new MatchMessage(found.get(i).key(), left));
            }
            muted.addAll(split.get(i).muted());
        }
        return new Screened(found, kept, muted);
    }

    /** Records what was taken out, in the transaction of the run. */
    public Uni<Void> record(SqlConnection connection, Screened screened, UUID runId) {
        return hits.record(
                connection,
                screened.muted().stream()
                        .map(part -> SuppressionHit.ofRun(ids.next(), part, runId, clock.instant()))
                        .toList());
    }
}
