package io.watchfloor.detection.rule;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.RequiredText;
import io.watchfloor.rules.engine.EngineRule;
import io.watchfloor.rules.engine.RuleSet;
import io.watchfloor.rules.library.KeyFields;
import io.watchfloor.rules.match.CompiledRule;
import io.watchfloor.rules.match.Detection;
import io.watchfloor.rules.match.EventMatcher;
import io.watchfloor.rules.match.RuleLogic.SigmaLogic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of one tenant that run on the stream. Immutable: a change makes a new one, which takes over what did not change. */
public final class TenantRules {
    static final TenantRules NONE = new TenantRules(List.of());

    private final List<ActiveRule> sigma;
    private final RuleSet set;
    private final EventMatcher matcher;
    private final List<RequiredText> required;
    private final boolean everyEvent;
    private final Map<CompiledRule, ActiveRule> byCompiled;

    public TenantRules(Collection<ActiveRule> rules) {
        this(rules, null);
    }

    private TenantRules(Collection<ActiveRule> rules, @Nullable TenantRules before) {
        this.sigma = rules.stream().filter(TenantRules::isSigma).toList();
        this.set = set(sigma, before);
        List<CompiledRule> others = rules.stream()
                .filter(rule -> !isSigma(rule))
                .map(ActiveRule::compiled)
                .toList();
        this.matcher = new EventMatcher(others);
        this.required =
                others.stream().flatMap(rule -> rule.requiredTexts().stream()).toList();
        this.everyEvent = others.stream().anyMatch(rule -> rule.requiredTexts().isEmpty());
        this.byCompiled = rules.stream().collect(Collectors.toMap(ActiveRule::compiled, Function.identity()));
    }

    /** The same tenant with these rules. */
    TenantRules changedTo(Collection<ActiveRule> rules) {
        boolean same = byCompiled.size() == rules.size() && byCompiled.values().containsAll(rules);
        return same ? this : new TenantRules(rules, this);
    }

    private static boolean isSigma(ActiveRule rule) {
        return rule.compiled().logic() instanceof SigmaLogic;
    }

    private static RuleSet set(List<ActiveRule> sigma, @Nullable TenantRules before) {
        if (before != null && before.sigma.equals(sigma)) {
            return before.set;
        }
        List<EngineRule> rules = new ArrayList<>();
        for (ActiveRule rule : sigma) {
            SigmaLogic logic = (SigmaLogic) rule.compiled().logic();
            rules.add(new EngineRule(rule.rule().id().toString(), logic.condition()));
        }
        RuleSet.Options options = KeyFields.options(rules);
        return before == null ? RuleSet.compile(rules, options) : before.set.changedTo(rules, options);
    }

    /** The Sigma rules, for the stream matcher. */
    public RuleSet sigma() {
        return set;
    }

    /** The rule of a number that a matcher of {@link #sigma} gave. */
    public ActiveRule sigma(int number) {
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

    /** The rule behind a detection. */
    public ActiveRule rule(CompiledRule compiled) {
        @Nullable ActiveRule rule = byCompiled.get(compiled);
        if (rule == null) {
            throw new IllegalArgumentException("not a rule of this set");
        }
        return rule;
    }
}
