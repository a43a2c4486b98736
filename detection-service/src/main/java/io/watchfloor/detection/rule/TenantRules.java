package io.watchfloor.detection.rule;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.RequiredText;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.engine.EngineRule;
import io.watchfloor.rules.engine.RuleSet;
import io.watchfloor.rules.library.KeyFields;
import io.watchfloor.rules.match.CompiledRule;
import io.watchfloor.rules.match.Detection;
import io.watchfloor.rules.match.EventMatcher;
import io.watchfloor.rules.match.RuleLogic.BaseRule;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.match.RuleLogic.NewTermsLogic;
import io.watchfloor.rules.match.RuleLogic.QueryLogic;
import io.watchfloor.rules.match.RuleLogic.SigmaLogic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of one tenant that run on the stream. Immutable: a change makes a new one, which takes over what did not change. */
public final class TenantRules {
    static final TenantRules NONE = new TenantRules(List.of());

    private final List<Asked> sigma;
    private final RuleSet set;
    private final EventMatcher matcher;
    private final List<RequiredText> required;
    private final boolean everyEvent;
    private final boolean waits;
    private final Map<CompiledRule, ActiveRule> byCompiled;

    /** What a match of a condition means. */
    public sealed interface Asked {
        ActiveRule rule();

        Condition condition();

        /** The rule fires. */
        record Fires(ActiveRule rule, Condition condition) implements Asked {}

        /** It is a hit of the rule's correlations. */
        record Counts(ActiveRule rule, CorrelationLogic logic, BaseRule base) implements Asked {
            @Override
            public Condition condition() {
                return base.condition();
            }
        }

        private static Stream<Asked> of(ActiveRule rule) {
            return switch (rule.compiled().logic()) {
                case SigmaLogic logic -> Stream.of(new Fires(rule, logic.condition()));
                case CorrelationLogic logic -> logic.bases().stream().map(base -> new Counts(rule, logic, base));
                case QueryLogic ignored -> Stream.empty();
                case FrequencyLogic ignored -> Stream.empty();
                case NewTermsLogic ignored -> Stream.empty();
            };
        }
    }

    public TenantRules(Collection<ActiveRule> rules) {
        this(rules, null);
    }

    private TenantRules(Collection<ActiveRule> rules, @Nullable TenantRules before) {
        this.sigma = rules.stream().flatMap(Asked::of).toList();
        this.set = set(sigma, before);
        List<CompiledRule> others = rules.stream()
                .map(ActiveRule::compiled)
                .filter(rule -> !(rule.logic() instanceof SigmaLogic || rule.logic() instanceof CorrelationLogic))
                .toList();
        this.matcher = new EventMatcher(others);
        this.required =
                others.stream().flatMap(rule -> rule.requiredTexts().stream()).toList();
        this.everyEvent = others.stream().anyMatch(rule -> rule.requiredTexts().isEmpty());
        this.waits =
                rules.stream().anyMatch(rule -> rule.compiled().logic() instanceof Correlating logic && waits(logic));
        this.byCompiled = rules.stream().collect(Collectors.toMap(ActiveRule::compiled, Function.identity()));
    }

    /** The same tenant with these rules. */
    TenantRules changedTo(Collection<ActiveRule> rules) {
        boolean same = byCompiled.size() == rules.size() && byCompiled.values().containsAll(rules);
        return same ? this : new TenantRules(rules, this);
    }

    private static RuleSet set(List<Asked> sigma, @Nullable TenantRules before) {
        List<EngineRule> rules = new ArrayList<>();
        sigma.forEach(asked -> rules.add(new EngineRule(name(asked), asked.condition())));
        if (before != null
                && before.names().equals(sigma.stream().map(TenantRules::name).toList())) {
            return before.set;
        }
        RuleSet.Options options = KeyFields.options(rules);
        return before == null ? RuleSet.compile(rules, options) : before.set.changedTo(rules, options);
    }

    private List<String> names() {
        return sigma.stream().map(TenantRules::name).toList();
    }

    /** Says all that decides about the condition. */
    private static String name(Asked asked) {
        Rule rule = asked.rule().rule();
        String name = rule.id() + "|" + rule.logicVersion();
        return asked instanceof Asked.Counts counts ? name + "|" + counts.base().id() : name;
    }

    /** Whether a correlation waits for time to pass. */
    public boolean waits() {
        return waits;
    }

    private static boolean waits(Correlating logic) {
        return logic.plan().correlations().stream()
                .anyMatch(correlation ->
                        !correlation.isImmediate() || correlation.place().tellsClosed());
    }

    /** The conditions of Sigma rules, for the stream matcher. */
    public RuleSet sigma() {
        return set;
    }

    /** Of the rules that fire for one event. */
    Set<RuleId> sigmaIds() {
        return sigma.stream()
                .filter(Asked.Fires.class::isInstance)
                .map(asked -> asked.rule().rule().id())
                .collect(Collectors.toSet());
    }

    /** What it means when a matcher of {@link #sigma} gives this number. */
    public Asked sigma(int number) {
        return sigma.get(number);
    }

    /** False only if an event is nothing to any rule but Sigma's. */
    public boolean mayConcernOthers(byte[] json) {
        if (everyEvent) {
            return true;
        }
        for (RequiredText text : required) {
            if (text.mayBeIn(json)) {
                return true;
            }
        }
        return false;
    }

    /** What the event is to the rules that are not Sigma's. */
    public List<Detection> detect(Event event) {
        return matcher.detect(event);
    }

    /** All rules that run on the stream. */
    public Collection<ActiveRule> all() {
        return byCompiled.values();
    }

    /** The rule behind a detection. */
    public ActiveRule rule(CompiledRule compiled) {
        @Nullable ActiveRule rule = byCompiled.get(compiled);
        if (rule == null) {
            throw new IllegalArgumentException("not a rule of this set");
        }
        return rule;
    }
}
