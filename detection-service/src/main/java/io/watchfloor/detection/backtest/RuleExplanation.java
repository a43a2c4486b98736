package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Event;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Explanation;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.match.Detection;
import io.watchfloor.rules.match.RuleLogic;
import io.watchfloor.rules.match.RuleLogic.BaseRule;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import io.watchfloor.rules.match.RuleLogic.FollowUpLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.match.RuleLogic.NewTermsLogic;
import io.watchfloor.rules.match.RuleLogic.QueryLogic;
import io.watchfloor.rules.match.RuleLogic.SigmaLogic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule does or does not match an event.
 *
 * @param matches the event is a match; for a rule over several events, it counts
 * @param condition of a correlation: those of the rules that it stands on, any of them
 * @param bases the rules that a correlation stands on, each by itself
 * @param counting for a frequency rule, where the event counts and what it follows
 */
@Schema(name = "RuleExplanation")
public record RuleExplanation(
        String ruleId,
        int ruleVersion,
        String eventId,
        boolean matches,
        Reason condition,
        @Nullable List<Base> bases,
        @Nullable Counting counting) {

    /** A rule that a correlation stands on. */
    @Schema(name = "RuleExplanationBase")
    record Base(String rule, Reason condition) {}

    /**
     * How a frequency rule takes the event.
     *
     * @param group the values that the event has of the group's fields, as the rule compares them where it takes the event
     * @param missing fields of the group that the event lacks
     * @param window such as {@code PT5M}, ISO 8601
     */
    @Schema(name = "RuleExplanationCounting")
    record Counting(
            Map<String, String> group, List<String> missing, String window, int threshold, List<FollowUp> followUps) {}

    /**
     * Whether the event escalates a burst of its group.
     *
     * @param timeAfter such as {@code PT30M}, ISO 8601
     */
    @Schema(name = "RuleExplanationFollowUp")
    record FollowUp(String name, String action, String timeAfter, Reason condition) {}

    static RuleExplanation of(ActiveRule rule, Event event) {
        List<Detection> detections = new ArrayList<>();
        rule.compiled().detect(event, detections::add);
        RuleLogic logic = rule.compiled().logic();
        Explanation condition = condition(logic, event);
        return new RuleExplanation(
                rule.rule().id().toString(),
                rule.rule().version(),
                event.id(),
                logic instanceof Correlating
                        ? condition.result()
                        : detections.stream().anyMatch(RuleExplanation::counts),
                Reason.of(condition),
                logic instanceof CorrelationLogic correlation ? bases(correlation, event) : null,
                logic instanceof FrequencyLogic frequency ? counting(frequency, event, detections) : null);
    }

    private static Explanation condition(RuleLogic logic, Event event) {
        return switch (logic) {
            case SigmaLogic sigma -> Explanation.of(sigma.condition(), FlatEvent.of(event.fields()));
            case CorrelationLogic correlation ->
                Explanation.of(
                        Condition.any(correlation.bases().stream()
                                .map(BaseRule::condition)
                                .toList()),
                        FlatEvent.of(event.fields()));
            case QueryLogic query -> QueryExplainer.explain(query.query(), event);
            case FrequencyLogic frequency -> QueryExplainer.explain(frequency.query(), event);
            case NewTermsLogic terms -> QueryExplainer.explain(terms.query(), event);
        };
    }

    private static List<Base> bases(CorrelationLogic logic, Event event) {
        FlatEvent flat = FlatEvent.of(event.fields());
        return logic.bases().stream()
                .map(base -> new Base(base.id(), Reason.of(Explanation.of(base.condition(), flat))))
                .toList();
    }

    private static boolean counts(Detection detection) {
        return detection instanceof Detection.QueryMatch || detection instanceof Detection.GroupHit;
    }

    private static Counting counting(FrequencyLogic logic, Event event, List<Detection> detections) {
        List<String> missing = logic.groupBy().stream()
                .filter(field -> isBlank(event.text(field)))
                .toList();
        return new Counting(
                group(logic, event, detections),
                missing,
                logic.window().toString(),
                logic.threshold(),
                logic.followUps().stream()
                        .map(followUp -> followUp(followUp, event))
                        .toList());
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    /** As the rule normalises it where it takes the event, else as it stands. */
    private static Map<String, String> group(FrequencyLogic logic, Event event, List<Detection> detections) {
        for (Detection detection : detections) {
            if (detection instanceof Detection.GroupHit(var rule, var key)) {
                return key.values();
            }
            if (detection instanceof Detection.GroupFollowUp(var rule, var key, var index)) {
                return key.values();
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : logic.groupBy()) {
            String value = event.text(field);
            if (value != null && !value.isEmpty()) {
                values.put(field, value);
            }
        }
        return values;
    }

    private static FollowUp followUp(FollowUpLogic logic, Event event) {
        return new FollowUp(
                logic.name(),
                logic.action(),
                logic.timeAfter().toString(),
                Reason.of(QueryExplainer.explain(logic.query(), event)));
    }
}
