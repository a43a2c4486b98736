package io.watchfloor.detection.match;

import io.watchfloor.contracts.Severity;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.rules.match.RuleLogic.FollowUpLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.window.FrequencyWindow;
import java.time.Duration;
import java.util.List;

/** What a match tells of its rule. */
public record FiringRule(String tenant, String ruleId, int version, int logicVersion, String name, Severity severity) {
    public static FiringRule of(Rule rule) {
        return new FiringRule(
                rule.tenant().value(),
                rule.id().toString(),
                rule.version(),
                rule.logicVersion(),
                rule.spec().name(),
                rule.effective().severity());
    }

    /**
     * How the rule counts, in a form that can travel with a hit: another instance may not know the rule's version yet.
     */
    public record Counting(long windowMs, int threshold, List<Escalating> followUps) {
        public Counting {
            followUps = List.copyOf(followUps);
        }

        public static Counting of(FrequencyLogic logic) {
            return new Counting(
                    logic.window().toMillis(),
                    logic.threshold(),
                    logic.followUps().stream().map(Escalating::of).toList());
        }

        public FrequencyWindow window() {
            return new FrequencyWindow(
                    Duration.ofMillis(windowMs),
                    threshold,
                    followUps.stream()
                            .map(followUp -> Duration.ofMillis(followUp.timeAfterMs()))
                            .toList());
        }
    }

    /** A follow-up of the rule, without its query. */
    public record Escalating(String name, String action, Severity severity, long timeAfterMs) {
        static Escalating of(FollowUpLogic logic) {
            return new Escalating(
                    logic.name(),
                    logic.action(),
                    logic.severity(),
                    logic.timeAfter().toMillis());
        }
    }
}
