package io.watchfloor.rules.match;

/** What one event is to one rule. */
public sealed interface Detection {
    CompiledRule rule();

    /** A query rule matched. */
    record QueryMatch(CompiledRule rule) implements Detection {}

    /** A frequency rule counts the event in this group. */
    record GroupHit(CompiledRule rule, GroupKey group) implements Detection {}

    /** The event may escalate a burst of this group; {@code index} is the follow-up's place in the rule. */
    record GroupFollowUp(CompiledRule rule, GroupKey group, int index) implements Detection {}

    /** A new-terms rule looks at the event's values. */
    record TermHit(CompiledRule rule) implements Detection {}

    /** A frequency rule would count the event, which lacks a field of the group; so it counts nowhere. */
    record Ungrouped(CompiledRule rule) implements Detection {}
}
