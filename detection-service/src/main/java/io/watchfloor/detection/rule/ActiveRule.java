package io.watchfloor.detection.rule;

import io.watchfloor.rules.match.CompiledRule;

/** An enabled rule, compiled. */
public record ActiveRule(Rule rule, CompiledRule compiled) {
    /** Compiles a stored rule. */
    public static ActiveRule of(Rule rule) {
        return new ActiveRule(
                rule,
                new CompiledRule(
                        rule.id().toString(),
                        rule.logicVersion(),
                        rule.effective().logic()));
    }
}
