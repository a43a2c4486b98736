package io.watchfloor.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rendered alert that the alert's owner creates or folds into an existing one.
 *
 * @param candidateId stable per fact: a redelivery has the same id
 * @param dedup what makes it the same alert
 * @param occurrences the events that count; each counts once per alert
 * @param caseWish open a case if the alert has no open one
 * @param escalation why the severity is above the rule's own, if it is
 */
public record Candidate(
        String candidateId,
        String tenantId,
        @Nullable String ruleId,
        @Nullable Integer ruleVersion,
        @Nullable String ruleName,
        Dedup dedup,
        String title,
        String description,
        Severity severity,
        String source,
        List<Occurrence> occurrences,
        Instant firstSeen,
        Instant lastSeen,
        List<ObservableValue> observables,
        List<String> techniques,
        List<String> tags,
        boolean caseWish,
        Match.@Nullable Escalation escalation,
        List<String> matchIds) {
    public Candidate {
        occurrences = List.copyOf(occurrences);
        observables = List.copyOf(observables);
        techniques = List.copyOf(techniques);
        tags = List.copyOf(tags);
        matchIds = List.copyOf(matchIds);
    }

    /**
     * The dedup key and what went into it.
     *
     * @param profile {@code rule}, {@code adhoc} or {@code client}
     * @param values the values of the dedup fields; a missing one is an empty list
     * @param hash {@code v1:} and 64 hexadecimal digits
     * @param windowSeconds the rule's dedup window
     */
    public record Dedup(String profile, Map<String, List<String>> values, String hash, long windowSeconds) {
        public Dedup {
            values = Map.copyOf(values);
        }
    }
}
