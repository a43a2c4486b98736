package io.watchfloor.promotion.dedup;

import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.promotion.render.AlertObservables;
import io.watchfloor.promotion.render.AlertText;
import io.watchfloor.promotion.render.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Folds matches into candidates: those of one alert become one candidate with the union of their occurrences, so that
 * neither order nor repetition of the messages changes what is counted. More than {@value #MAX_OCCURRENCES} occurrences,
 * or more than one escalation, make several candidates of the same alert.
 */
public final class Candidates {
    /** Most occurrences of one candidate. */
    public static final int MAX_OCCURRENCES = Match.MAX_OCCURRENCES;

    private Candidates() {}

    /**
     * A candidate and where it comes from.
     *
     * @param matchId the earliest match of the alert
     * @param messageId the message that brought that match
     */
    public record Planned(Candidate candidate, String matchId, String messageId) {}

    /** The candidates of a batch of one tenant's matches, in order of their first match. */
    public static List<Planned> of(List<KeyedMatch> matches) {
        return matches.stream()
                .collect(Collectors.groupingBy(keyed -> keyed.dedup().hash(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(alert -> ofAlert(new MatchGroup(alert)).stream())
                .toList();
    }

    private static List<Planned> ofAlert(MatchGroup group) {
        List<List<Occurrence>> parts = parts(group.occurrences());
        List<Match.Escalation> escalations = group.escalations();
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < Math.max(parts.size(), escalations.size()); i++) {
            List<Occurrence> occurrences = parts.get(Math.min(i, parts.size() - 1));
            Match.Escalation escalation = i < escalations.size() ? escalations.get(i) : null;
            planned.add(new Planned(
                    candidate(group, occurrences, escalation),
                    group.lead().match().matchId(),
                    group.lead().messageId()));
        }
        return planned;
    }

    private static List<List<Occurrence>> parts(List<Occurrence> all) {
        int count = Math.max(1, Math.ceilDiv(all.size(), MAX_OCCURRENCES));
        return IntStream.range(0, count)
                .mapToObj(i -> all.subList(i * MAX_OCCURRENCES, Math.min(all.size(), (i + 1) * MAX_OCCURRENCES)))
                .toList();
    }

    @SuppressWarnings("NullAway") // it misreads the nullness of a nested type in a class file: escalation may be null
    private static Candidate candidate(
            MatchGroup group, List<Occurrence> occurrences, Match.@Nullable Escalation escalation) {
        RuleVersion rule = group.rule();
        Candidate.Dedup dedup = group.lead().dedup();
        Map<String, String> shared = group.lead().match().group();
        Facts.Extent extent = group.extent();
        AlertText text = AlertText.ofRule(rule, Facts.of(rule, extent, shared, group.events()));
        return new Candidate(
                CandidateIds.of(dedup.hash(), occurrences, escalation),
                group.lead().match().tenantId(),
                group.lead().match().ruleId(),
                group.firedVersion(),
                rule.name(),
                dedup,
                text.title(),
                text.description(),
                group.severity(),
                group.source(),
                occurrences,
                occurrences.isEmpty()
                        ? extent.firstSeen()
                        : occurrences.getFirst().eventTime(),
                occurrences.isEmpty()
                        ? extent.lastSeen()
                        : occurrences.getLast().eventTime(),
                AlertObservables.of(shared, group.events()),
                rule.techniques(),
                rule.tags(),
                rule.autoCreateCase(),
                escalation,
                group.matchIds());
    }
}
