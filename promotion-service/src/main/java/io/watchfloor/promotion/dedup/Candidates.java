package io.watchfloor.promotion.dedup;

import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.promotion.render.AlertObservables;
import io.watchfloor.promotion.render.AlertText;
import io.watchfloor.promotion.render.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds matches into candidates: those of one alert become one candidate with the union of their occurrences, so that
 * neither order nor repetition of the messages changes what is counted. Matches with an escalation stay apart from those
 * without, since their severity is for the events that they name and no others. More than {@value #MAX_OCCURRENCES}
 * occurrences make several candidates.
 */
public final class Candidates {
    /** Most occurrences of one candidate. */
    public static final int MAX_OCCURRENCES = Match.MAX_OCCURRENCES;

    private Candidates() {}

    /**
     * A candidate and where it comes from.
     *
     * @param matchId the earliest of its matches
     * @param messageId the message that brought that match
     */
    public record Planned(Candidate candidate, String matchId, String messageId) {}

    private record Fold(String dedupHash, Match.@Nullable Escalation escalation) {}

    /** The candidates of a batch of one tenant's matches: of each alert first those without an escalation. */
    public static List<Planned> of(List<KeyedMatch> matches) {
        Map<Fold, List<KeyedMatch>> folds = new LinkedHashMap<>();
        matches.forEach(keyed -> folds.computeIfAbsent(
                        new Fold(keyed.dedup().hash(), keyed.match().escalation()), fold -> new ArrayList<>())
                .add(keyed));
        return folds.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().escalation() != null))
                .flatMap(entry -> planned(new MatchGroup(entry.getValue())).stream())
                .toList();
    }

    /** An escalation goes with the latest events, which it followed. */
    private static List<Planned> planned(MatchGroup group) {
        Match lead = group.lead().match();
        List<Occurrence> all = group.occurrences();
        if (all.isEmpty() && lead.escalation() == null) {
            return List.of();
        }
        List<Planned> planned = new ArrayList<>();
        int at = 0;
        do {
            int end = Math.min(all.size(), at + MAX_OCCURRENCES);
            Match.Escalation escalation = end == all.size() ? lead.escalation() : null;
            Candidate candidate = candidate(group, all.subList(at, end), escalation);
            planned.add(new Planned(candidate, lead.matchId(), group.lead().messageId()));
            at = end;
        } while (at < all.size());
        return planned;
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
