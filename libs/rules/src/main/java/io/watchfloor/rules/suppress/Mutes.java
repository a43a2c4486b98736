package io.watchfloor.rules.suppress;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The suppressions of one tenant's rules, compiled. Immutable. Where several mute an event, the one that ends last is
 * named, since until then the event stays muted.
 */
public final class Mutes {
    private static final Comparator<Mute> LAST_TO_END = Comparator.<Mute, Instant>comparing(
                    mute -> mute.suppression().endsAt())
            .thenComparing(mute -> mute.suppression().suppressionId())
            .reversed();

    private final Map<String, List<Mute>> byRule;

    private record Mute(Suppression suppression, Criteria criteria) {}

    private Mutes(Map<String, List<Mute>> byRule) {
        this.byRule = byRule;
    }

    /** Compiles suppressions. One whose criteria this version cannot read mutes nothing: better an alert too many. */
    public static Mutes of(Collection<Suppression> suppressions) {
        Map<String, List<Mute>> byRule = new HashMap<>();
        for (Suppression suppression : suppressions) {
            criteria(suppression)
                    .ifPresent(criteria -> byRule.computeIfAbsent(suppression.ruleId(), rule -> new ArrayList<>())
                            .add(new Mute(suppression, criteria)));
        }
        byRule.values().forEach(mutes -> mutes.sort(LAST_TO_END));
        return new Mutes(byRule);
    }

    private static Optional<Criteria> criteria(Suppression suppression) {
        if (suppression.scope() == Suppression.Scope.ALL) {
            return Optional.of(Criteria.everyEvent());
        }
        try {
            return Optional.of(Criteria.of(suppression.criteria()));
        } catch (InvalidCriteriaException e) {
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return byRule.isEmpty();
    }

    /** What mutes an event for a rule at an instant. */
    public Optional<Suppression> find(String ruleId, Event event, Instant at) {
        return first(byRule.getOrDefault(ruleId, List.of()), event, at);
    }

    /** What would mute an event for any of the rules at an instant. */
    public Optional<Suppression> findOfAnyRule(Event event, Instant at) {
        return first(
                byRule.values().stream()
                        .flatMap(List::stream)
                        .sorted(LAST_TO_END)
                        .toList(),
                event,
                at);
    }

    private static Optional<Suppression> first(List<Mute> mutes, Event event, Instant at) {
        return mutes.stream()
                .filter(mute ->
                        mute.suppression().isActiveAt(at) && mute.criteria().matches(event))
                .map(Mute::suppression)
                .findFirst();
    }

    /** The events of a match that cannot be decided about without their fields, which are not among those known. */
    public Set<String> undecided(Match match, Set<String> known) {
        List<Mute> mutes = byRule.getOrDefault(match.ruleId(), List.of());
        return match.occurrences().stream()
                .filter(occurrence -> !known.contains(occurrence.eventId()))
                .filter(occurrence ->
                        mutes.stream().anyMatch(mute -> mute.suppression().isActiveAt(occurrence.eventTime())))
                .map(Occurrence::eventId)
                .collect(Collectors.toSet());
    }
}
