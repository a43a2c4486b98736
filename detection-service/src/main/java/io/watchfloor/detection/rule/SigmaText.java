package io.watchfloor.detection.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.library.RuleTrial;
import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaParser;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The document of a Sigma rule. */
public final class SigmaText {
    private static final String TYPE = "sigma";
    private static final Pipeline EVENTS = Pipeline.ecs();

    private SigmaText() {}

    /** The one rule of a document; empty when there is something else or something wrong. */
    public static Optional<SigmaRule> rule(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        SigmaFile file = SigmaParser.parse(TYPE, text, Placeholders.NONE);
        return file.documents().size() == 1 && file.documents().getFirst() instanceof SigmaRule rule
                ? Optional.of(rule)
                : Optional.empty();
    }

    /** The cases of the rule's test block, run; empty for a rule of another type. */
    public static Optional<RuleTrial> trial(RuleSpec spec) {
        return isSigma(spec) ? rule(spec.sigma()).map(SigmaText::trial) : Optional.empty();
    }

    /**
     * A document on the events of the product.
     *
     * @param condition on their fields
     * @param notes what its author should know
     */
    public record OnEvents(Condition condition, List<String> notes) {
        public OnEvents {
            notes = List.copyOf(notes);
        }
    }

    /** The document as a condition on events. */
    public static OnEvents onEvents(SigmaRule rule) {
        Mapped mapped = EVENTS.apply(rule);
        List<String> notes = new ArrayList<>(mapped.notes());
        SigmaMetadata.unknownTechniques(rule.header())
                .forEach(id -> notes.add("ATT&CK has no technique " + id + "; it is left out"));
        return new OnEvents(mapped.condition(), notes);
    }

    static RuleTrial trial(SigmaRule rule) {
        return RuleTrial.of(rule, EVENTS);
    }

    static boolean isSigma(RuleSpec spec) {
        return TYPE.equalsIgnoreCase(spec.ruleType());
    }

    static boolean isSigma(ObjectNode written) {
        return TYPE.equalsIgnoreCase(written.path("rule_type").asText());
    }

    static Optional<SigmaRule> ruleOf(ObjectNode written) {
        return isSigma(written) ? rule(written.path(TYPE).textValue()) : Optional.empty();
    }
}
