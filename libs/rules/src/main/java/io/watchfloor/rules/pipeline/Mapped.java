package io.watchfloor.rules.pipeline;

import io.watchfloor.rules.condition.Condition;
import java.util.List;

/**
 * A rule as a condition on events.
 *
 * @param condition the log source and the rule's own condition, over fields of events
 * @param notes what the rule's author should know: why it matches nothing, fields that nothing maps
 */
public record Mapped(Condition condition, List<String> notes) {
    public Mapped {
        notes = List.copyOf(notes);
    }

    /** Whether the pipeline knows no events of the rule's log source; the notes say why. */
    public boolean isRejected() {
        return condition.equals(Condition.FALSE);
    }
}
