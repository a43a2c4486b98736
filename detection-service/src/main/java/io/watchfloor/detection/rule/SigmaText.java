package io.watchfloor.detection.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.match.InvalidRuleException;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.ruletest.RuleTrial;
import io.watchfloor.rules.sigma.SigmaCorrelation;
import io.watchfloor.rules.sigma.SigmaRule;
import io.watchfloor.rules.sigma.SigmaUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of a Sigma rule. */
public final class SigmaText {
    private static final String TYPE = "sigma";
    private static final Pipeline EVENTS = Pipeline.ecs();

    private SigmaText() {}

    /** What a text says; empty when something is wrong with it. */
    public static Optional<SigmaUnit> unit(@Nullable String text) {
        return text == null ? Optional.empty() : SigmaUnit.read(TYPE, text).sound();
    }

    /** The cases of the rule's test blocks, run; empty for a rule of another type. */
    public static Optional<RuleTrial> trial(RuleSpec spec) {
        return isSigma(spec) ? unit(spec.sigma()).map(SigmaText::trial) : Optional.empty();
    }

    /**
     * Documents on the events of the product.
     *
     * @param conditions of the rules over single events, on the fields of events
     * @param notes what their author should know
     */
    public record OnEvents(List<Condition> conditions, List<String> notes) {
        public OnEvents {
            conditions = List.copyOf(conditions);
            notes = List.copyOf(notes);
        }
    }

    /** The documents as conditions on events. */
    public static OnEvents onEvents(SigmaUnit unit) {
        List<Condition> conditions = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (SigmaRule rule : unit.collection().rules()) {
            Mapped mapped = EVENTS.apply(rule);
            conditions.add(mapped.condition());
            notes.addAll(mapped.notes());
        }
        SigmaMetadata.unknownTechniques(unit.top().header())
                .forEach(id -> notes.add("ATT&CK has no technique " + id + "; it is left out"));
        return new OnEvents(conditions, notes);
    }

    static RuleTrial trial(SigmaUnit unit) {
        return RuleTrial.of(unit, EVENTS);
    }

    /** What a correlation groups by, as events call it; empty for rules over single events. */
    static List<String> groupBy(RuleSpec spec) {
        boolean correlates = isSigma(spec)
                && unit(spec.sigma())
                        .filter(unit -> unit.top() instanceof SigmaCorrelation)
                        .isPresent();
        try {
            return correlates && new RuleDefaults(spec).logic() instanceof CorrelationLogic logic
                    ? logic.groupFields()
                    : List.of();
        } catch (InvalidRuleException e) {
            return List.of();
        }
    }

    static boolean isSigma(RuleSpec spec) {
        return TYPE.equalsIgnoreCase(spec.ruleType());
    }

    static boolean isSigma(ObjectNode written) {
        return TYPE.equalsIgnoreCase(written.path("rule_type").asText());
    }

    static Optional<SigmaUnit> unitOf(ObjectNode written) {
        return isSigma(written) ? unit(written.path(TYPE).textValue()) : Optional.empty();
    }
}
