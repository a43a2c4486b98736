package io.watchfloor.rules.library;

import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.correlation.FieldValues;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of events by the names that rules give them: what correlations group by and count. Not safe for use by several threads. */
public final class RuleFields {
    private final Pipeline pipeline;
    private final Map<String, Map<String, List<String>>> paths = new HashMap<>();

    /** @param pipeline knows where events have the fields of a rule */
    public RuleFields(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The event in the rule's names; of several values the first. */
    public FieldValues of(SigmaRule rule, FlatEvent event) {
        Map<String, List<String>> known = paths.computeIfAbsent(rule.id(), id -> new HashMap<>());
        return field -> first(event, known.computeIfAbsent(field, name -> pipeline.paths(rule, name)));
    }

    private static @Nullable String first(FlatEvent event, List<String> paths) {
        for (String path : paths) {
            List<String> values = event.values(path);
            if (!values.isEmpty()) {
                return values.getFirst();
            }
        }
        return null;
    }
}
