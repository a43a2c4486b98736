package io.watchfloor.rules.sigma;

import io.watchfloor.rules.sigma.CorrelationCondition.Bound;
import io.watchfloor.rules.sigma.CorrelationCondition.Occurrence;
import io.watchfloor.rules.sigma.CorrelationCondition.Operator;
import io.watchfloor.rules.sigma.CorrelationCondition.RuleExpression;
import io.watchfloor.rules.sigma.CorrelationCondition.Threshold;
import io.watchfloor.rules.sigma.YamlNode.Entry;
import io.watchfloor.rules.sigma.YamlNode.Mapping;
import io.watchfloor.rules.sigma.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a correlation. Source: Sigma correlation rules specification 2.1.0, and proposal 198 for conditions of temporal ones. */
final class CorrelationReader {
    private final Section document;
    private final Section correlation;
    private final Problems problems;

    CorrelationReader(Section document, Section correlation, Problems problems) {
        this.document = document;
        this.correlation = correlation;
        this.problems = problems;
    }

    /** The correlation, or null when there were problems, which are added. */
    @Nullable
    SigmaCorrelation read(SigmaHeader header, SigmaSource source) {
        CorrelationType type = type();
        Duration timespan = timespan();
        List<String> rules = new ArrayList<>(correlation.texts("rules"));
        CorrelationCondition condition = type == null ? null : problems.attempt(() -> condition(type, rules));
        checkRules(rules);
        Map<String, Map<String, String>> aliases = aliases();
        List<CorrelationTest> tests = new TestReader(document, problems).ofCorrelation();
        boolean generate = correlation.flag("generate") | document.flag("generate");
        if (type == null || timespan == null || condition == null) {
            return null;
        }
        return new SigmaCorrelation(
                header,
                type,
                rules,
                correlation.texts("group-by"),
                timespan,
                aliases,
                condition,
                generate,
                tests,
                source);
    }

    private @Nullable CorrelationType type() {
        String text = correlation.required("type");
        for (CorrelationType type : CorrelationType.values()) {
            if (type.key().equals(text.toLowerCase(Locale.ROOT))) {
                return type;
            }
        }
        if (!text.isEmpty()) {
            problems.add(correlation.at("type"), "invalid", "there is no correlation type " + text);
        }
        return null;
    }

    private @Nullable Duration timespan() {
        String text = correlation.required("timespan");
        Position at = correlation.at("timespan");
        Duration timespan = text.isEmpty() ? null : problems.attempt(() -> Timespan.parse(text, at));
        if (timespan != null && timespan.isZero()) {
            problems.add(at, "invalid", "timespan must be longer than nothing");
        }
        return timespan;
    }

    private void checkRules(List<String> rules) {
        if (rules.isEmpty()) {
            problems.add(correlation.at("rules"), "required", "rules is missing");
        }
        if (new LinkedHashSet<>(rules).size() < rules.size()) {
            problems.add(correlation.at("rules"), "invalid", "a rule is listed twice");
        }
    }

    private Map<String, Map<String, String>> aliases() {
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        Section section = correlation.section("aliases");
        if (section != null) {
            for (Entry alias : section.map().entries()) {
                aliases.put(alias.key(), fields(section.section(alias.key())));
            }
        }
        return aliases;
    }

    private static Map<String, String> fields(@Nullable Section alias) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (alias != null) {
            for (Entry rule : alias.map().entries()) {
                fields.put(rule.key(), alias.required(rule.key()));
            }
        }
        return fields;
    }

    /** An expression may name the rules itself, which are then added to the list. */
    private @Nullable CorrelationCondition condition(CorrelationType type, List<String> rules) {
        YamlNode node = correlation.get("condition");
        switch (node) {
            case null -> {
                if (type.isTemporal()) {
                    return new Threshold(List.of(new Bound(Operator.GTE, rules.size())), List.of(), null);
                }
                problems.add(correlation.at(), "required", type.key() + " needs a condition");
                return null;
            }
            case Mapping map -> {
                return new ThresholdReader(new Section(map, problems), type, problems).read();
            }
            case Scalar text
            when type.isTemporal() -> {
                return expression(text, rules);
            }
            default -> throw new InvalidSigmaException(node.at(), "type", "the condition is a map, such as gte: 5");
        }
    }

    private Occurrence expression(Scalar text, List<String> rules) {
        RuleGrammar grammar = new RuleGrammar(text);
        RuleExpression expression = grammar.parse();
        Set<String> named = grammar.rules();
        if (rules.isEmpty()) {
            rules.addAll(named);
        }
        for (String rule : named) {
            if (!rules.contains(rule)) {
                problems.add(text.at(), "condition", "the condition names " + rule + ", which rules does not list");
            }
        }
        for (String rule : rules) {
            if (!named.contains(rule)) {
                problems.add(text.at(), "condition", "the condition does not name " + rule + ", which rules lists");
            }
        }
        return new Occurrence(expression);
    }

    /** The extended condition of temporal correlations. */
    private static final class RuleGrammar extends BooleanGrammar<RuleExpression> {
        private final Set<String> rules = new LinkedHashSet<>();

        RuleGrammar(Scalar expression) {
            super(expression);
        }

        Set<String> rules() {
            return rules;
        }

        @Override
        RuleExpression all(List<RuleExpression> parts) {
            return new RuleExpression.AllOf(parts);
        }

        @Override
        RuleExpression any(List<RuleExpression> parts) {
            return new RuleExpression.AnyOf(parts);
        }

        @Override
        RuleExpression not(RuleExpression part) {
            return new RuleExpression.Not(part);
        }

        @Override
        RuleExpression operand(Token token) {
            rules.add(token.text());
            return new RuleExpression.Rule(token.text());
        }
    }
}
