package io.watchfloor.rules.match;

import io.watchfloor.contracts.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rules of one tenant, asked together. Immutable; a change of rules makes a new matcher. */
public final class EventMatcher {
    /** Matches nothing. */
    public static final EventMatcher NONE = new EventMatcher(List.of());

    private final List<CompiledRule> rules;

    public EventMatcher(Collection<CompiledRule> rules) {
        this.rules = List.copyOf(rules);
    }

    public List<CompiledRule> rules() {
        return rules;
    }

    /** What the event is to each rule that it concerns, in the order of the rules. */
    public List<Detection> detect(Event event) {
        List<Detection> detections = new ArrayList<>();
        for (CompiledRule rule : rules) {
            rule.detect(event, detections::add);
        }
        return detections;
    }
}
