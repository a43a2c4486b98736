package io.watchfloor.promotion.dedup;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.contracts.Severity;
import io.watchfloor.promotion.render.Facts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The matches of a batch that belong to one alert and share their escalation, and what they say together. Never empty. */
final class MatchGroup {
    private static final Comparator<Occurrence> BY_TIME =
            Comparator.comparing(Occurrence::eventTime).thenComparing(Occurrence::eventId);
    private static final Comparator<KeyedMatch> BY_START = Comparator.<KeyedMatch, Instant>comparing(
                    keyed -> keyed.match().window().start())
            .thenComparing(keyed -> keyed.match().matchId());
    private static final String NO_SOURCE = "detection";

    private final List<KeyedMatch> matches;
    private final List<Occurrence> occurrences;
    private final List<Event> events;

    MatchGroup(List<KeyedMatch> matches) {
        this.matches = matches.stream().sorted(BY_START).toList();
        this.occurrences = unique(matches().flatMap(match -> match.occurrences().stream()), Occurrence::eventId)
                .sorted(BY_TIME)
                .toList();
        this.events = unique(matches().flatMap(match -> match.events().stream()), Event::id)
                .sorted(Comparator.comparing(Event::timestamp).thenComparing(Event::id))
                .toList();
    }

    /** The match that began first. */
    KeyedMatch lead() {
        return matches.getFirst();
    }

    /** The newest version of the rule that a match was read with. */
    RuleVersion rule() {
        return matches.stream()
                .map(KeyedMatch::rule)
                .max(Comparator.comparingInt(RuleVersion::version))
                .orElseThrow();
    }

    /** The newest version that fired. */
    int firedVersion() {
        return matches().mapToInt(Match::ruleVersion).max().orElseThrow();
    }

    /** Each event once, ordered by time, then id. */
    List<Occurrence> occurrences() {
        return occurrences;
    }

    /** The sample events, each once, ordered by time, then id. */
    List<Event> events() {
        return events;
    }

    List<String> matchIds() {
        return matches().map(Match::matchId).distinct().sorted().toList();
    }

    /** The worst that a match or its rule asks for. */
    Severity severity() {
        return matches.stream()
                .map(keyed -> keyed.match().severity().max(keyed.rule().severity()))
                .reduce(Severity::max)
                .orElseThrow();
    }

    /** Where the events come from. */
    String source() {
        return events.stream()
                .map(event -> event.text(Event.SOURCE))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(NO_SOURCE);
    }

    /** How many events the matches have so far, and when the first and the last happened. */
    Facts.Extent extent() {
        Map<String, Long> totals = new HashMap<>();
        matches().forEach(match -> totals.merge(match.matchId(), match.total(), Math::max));
        long count = totals.values().stream().mapToLong(Long::longValue).sum();
        Instant start =
                matches().map(match -> match.window().start()).reduce(earlier()).orElseThrow();
        Instant end =
                matches().map(match -> match.window().end()).reduce(later()).orElseThrow();
        return new Facts.Extent(count, start, end);
    }

    private Stream<Match> matches() {
        return matches.stream().map(KeyedMatch::match);
    }

    private static BinaryOperator<Instant> earlier() {
        return BinaryOperator.minBy(Comparator.naturalOrder());
    }

    private static BinaryOperator<Instant> later() {
        return BinaryOperator.maxBy(Comparator.naturalOrder());
    }

    private static <T> Stream<T> unique(Stream<T> values, java.util.function.Function<T, String> id) {
        return values.collect(Collectors.toMap(id, value -> value, (first, again) -> first)).values().stream();
    }
}
