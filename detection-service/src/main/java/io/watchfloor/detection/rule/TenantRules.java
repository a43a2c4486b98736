package io.watchfloor.detection.rule;

import io.watchfloor.rules.match.CompiledRule;
import io.watchfloor.rules.match.EventMatcher;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of one tenant that run on the stream. Immutable. */
public final class TenantRules {
    static final TenantRules NONE = new TenantRules(List.of());

    private final EventMatcher matcher;
    private final Map<CompiledRule, ActiveRule> byCompiled;

    public TenantRules(Collection<ActiveRule> rules) {
        this.matcher = new EventMatcher(rules.stream().map(ActiveRule::compiled).toList());
        this.byCompiled = rules.stream().collect(Collectors.toMap(ActiveRule::compiled, Function.identity()));
    }

    public EventMatcher matcher() {
        return matcher;
    }

    /** The rule behind a detection of {@link #matcher()}. */
    public ActiveRule rule(CompiledRule compiled) {
        @Nullable ActiveRule rule = byCompiled.get(compiled);
        if (rule == null) {
            throw new IllegalArgumentException("not a rule of this set");
        }
        return rule;
    }
}
