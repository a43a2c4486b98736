package io.watchfloor.rules.sigma;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events after which a correlation's author says it fires, or not.
 *
 * @param line in the file, from 1
 */
public record CorrelationTest(boolean matches, List<TimedEvent> events, int line) {
    public CorrelationTest {
        events = List.copyOf(events);
    }

    /**
     * @param at since the start of the case
     * @param rule id or name of the base rule whose event it is
     * @param event as in {@link RuleTest}
     */
    public record TimedEvent(Duration at, String rule, Map<String, @Nullable Object> event) {
        public TimedEvent {
            event = Collections.unmodifiableMap(new LinkedHashMap<>(event));
        }
    }
}
