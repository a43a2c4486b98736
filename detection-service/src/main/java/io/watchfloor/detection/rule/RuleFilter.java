package io.watchfloor.detection.rule;

import org.jspecify.annotations.Nullable;

/**
 * Which rules to list; null does not narrow.
 *
 * @param tag one of the rule's tags, in any case
 * @param technique one of the rule's techniques, or the technique above a sub-technique
 * @param name part of the rule's name, in any case
 */
public record RuleFilter(
        @Nullable String tag,
        @Nullable String technique,
        @Nullable Boolean enabled,
        @Nullable String name) {

    /** The list as its cursors know it. */
    String scope() {
        return "rules" + this;
    }
}
