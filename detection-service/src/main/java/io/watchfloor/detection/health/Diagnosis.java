package io.watchfloor.detection.health;

import io.watchfloor.detection.health.RuleHealth.Reason;
import io.watchfloor.detection.health.RuleHealth.State;
import io.watchfloor.detection.rule.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What the facts say of a rule. */
record Diagnosis(HealthConfig limits, Instant now) {

    RuleHealth of(Rule rule, HealthRepository.Facts facts, Set<String> absent) {
        List<Reason> reasons = rule.effective().enabled() ? reasons(facts, absent) : List.of();
        return new RuleHealth(
                rule.id(),
                rule.spec().name(),
                rule.effective().enabled(),
                reasons.stream()
                        .map(Reason::state)
                        .max(Comparator.naturalOrder())
                        .orElse(State.GREEN),
                reasons,
                facts.canarySentAt(),
                facts.canarySeenAt(),
                facts.matches(),
                facts.p95Ms());
    }

    private List<Reason> reasons(HealthRepository.Facts facts, Set<String> absent) {
        List<Reason> reasons = new ArrayList<>();
        Instant sent = facts.canarySentAt();
        Instant seen = facts.canarySeenAt();
        if (sent != null
                && (seen == null || seen.isBefore(sent))
                && sent.plus(limits.canaryPatience()).isBefore(now)) {
            reasons.add(new Reason(
                    State.RED,
                    "canary_not_seen",
                    "An event that must make the rule fire was sent and it did not fire"));
        }
        if (facts.failedRuns() > 0) {
            State state = facts.failedRuns() >= limits.failedRuns() ? State.RED : State.YELLOW;
            reasons.add(
                    new Reason(state, "failed_runs", "Scheduled runs without success in a row: " + facts.failedRuns()));
        }
        absent.forEach(name -> reasons.add(silent(name)));
        Long p95 = facts.p95Ms();
        if (p95 != null && p95 > limits.slowRun().toMillis()) {
            reasons.add(new Reason(
                    State.YELLOW, "slow", "Scheduled runs take up to " + p95 + " ms: narrow the rule's query"));
        }
        if (facts.matches() >= limits.noisyMatches()) {
            reasons.add(new Reason(State.YELLOW, "noisy", "Matches in the last 24 hours: " + facts.matches()));
        }
        return reasons;
    }

    private Reason silent(String name) {
        return new Reason(State.YELLOW, "silent", warning(name, limits));
    }

    static String warning(String name, HealthConfig limits) {
        return "The rule asks for " + name + ", which no event had in the last "
                + limits.staleAfter().toHours() + " h: it cannot fire";
    }
}
