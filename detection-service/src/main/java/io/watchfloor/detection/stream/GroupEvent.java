package io.watchfloor.detection.stream;

import io.watchfloor.contracts.Event;
import io.watchfloor.detection.match.FiringRule;
import io.watchfloor.detection.match.FiringRule.Counting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to its group's window, with all that the window needs to know of the rule.
 *
 * @param group fields and values of the group, in the rule's order
 * @param followUp which follow-up of the rule it is; null for a hit
 */
record GroupEvent(
        FiringRule rule,
        Counting counting,
        Map<String, String> group,
        @Nullable Integer followUp,
        Event event) {}
