package io.watchfloor.rules.suppress;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Suppression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Splits matches into what goes on and what is muted, event by event and by the time of each event, so that a late run
 * decides as the stream did. An event whose fields nobody knows is not muted.
 */
public final class MatchSplitter {
    private static final int MAX_SAMPLE_CHARS = 400_000;

    private final Mutes mutes;
    private final Map<String, Event> events;

    /**
     * @param events events by id, besides those that the matches carry
     */
    public MatchSplitter(Mutes mutes, Map<String, Event> events) {
        this.mutes = mutes;
        this.events = Map.copyOf(events);
    }

    /**
     * Splits the messages of any number of matches, in their order. The total of what is kept leaves out all events of the
     * match that are muted, also by earlier messages.
     *
     * @param mutedBefore ids of events that were muted before, by match id
     */
    public List<SplitMatch> split(List<Match> matches, Map<String, Set<String>> mutedBefore) {
        Map<String, Set<String>> muted = new HashMap<>();
        mutedBefore.forEach((matchId, ids) -> muted.put(matchId, new HashSet<>(ids)));
        List<Map<Optional<Suppression>, List<Occurrence>>> decided = new ArrayList<>();
        for (Match match : matches) {
            Map<Optional<Suppression>, List<Occurrence>> parts = decide(match);
            decided.add(parts);
            parts.forEach((by, occurrences) ->
                    by.ifPresent(suppression -> muted.computeIfAbsent(match.matchId(), id -> new HashSet<>())
                            .addAll(ids(occurrences))));
        }
        List<SplitMatch> split = new ArrayList<>();
        for (int i = 0; i < decided.size(); i++) {
            Match match = matches.get(i);
            int gone = muted.getOrDefault(match.matchId(), Set.of()).size();
            split.add(split(match, decided.get(i), match.total() - gone));
        }
        return split;
    }

    private Map<Optional<Suppression>, List<Occurrence>> decide(Match match) {
        return match.occurrences().stream()
                .collect(Collectors.groupingBy(
                        occurrence -> by(match, occurrence), LinkedHashMap::new, Collectors.toList()));
    }

    private Optional<Suppression> by(Match match, Occurrence occurrence) {
        return event(match, occurrence.eventId())
                .flatMap(event -> mutes.find(match.ruleId(), event, occurrence.eventTime()));
    }

    private Optional<Event> event(Match match, String id) {
        return match.events().stream()
                .filter(event -> event.id().equals(id))
                .findFirst()
                .or(() -> Optional.ofNullable(events.get(id)));
    }

    private SplitMatch split(Match match, Map<Optional<Suppression>, List<Occurrence>> parts, long total) {
        List<SplitMatch.Part> muted = new ArrayList<>();
        parts.forEach((by, occurrences) -> by.ifPresent(
                suppression -> muted.add(new SplitMatch.Part(suppression, part(match, occurrences, match.total())))));
        List<Occurrence> kept = parts.getOrDefault(Optional.<Suppression>empty(), List.of());
        if (muted.isEmpty()) {
            return new SplitMatch(match, total == match.total() ? match : part(match, kept, total), muted);
        }
        return new SplitMatch(match, kept.isEmpty() ? null : part(match, kept, total), muted);
    }

    /** Some of the match's events; the sample is of those. */
    private Match part(Match match, List<Occurrence> occurrences, long total) {
        Set<String> ids = ids(occurrences);
        List<Event> carried = match.events().stream()
                .filter(event -> ids.contains(event.id()))
                .toList();
        List<Event> sample = carried.isEmpty() ? fetched(ids) : carried;
        return new Match(
                match.matchId(),
                match.tenantId(),
                match.ruleId(),
                match.ruleVersion(),
                match.ruleName(),
                match.trigger(),
                match.severity(),
                match.group(),
                match.window(),
                Math.max(total, occurrences.size()),
                occurrences,
                sample,
                match.escalation(),
                match.late(),
                match.detectedAt());
    }

    /** Bounded in number and, since a message has a greatest size, in characters; at least one. */
    private List<Event> fetched(Set<String> ids) {
        List<Event> sample = new ArrayList<>();
        int chars = 0;
        for (String id : ids.stream().sorted().toList()) {
            Event event = events.get(id);
            chars += event == null ? 0 : event.fields().toString().length();
            boolean fits = sample.isEmpty() || (sample.size() < Match.MAX_EVENTS && chars <= MAX_SAMPLE_CHARS);
            if (event != null && fits) {
                sample.add(event);
            }
        }
        return sample;
    }

    private static Set<String> ids(List<Occurrence> occurrences) {
        return occurrences.stream().map(Occurrence::eventId).collect(Collectors.toSet());
    }
}
