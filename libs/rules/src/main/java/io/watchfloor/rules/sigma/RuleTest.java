package io.watchfloor.rules.sigma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that a rule's author says it matches, or not.
 *
 * @param event values by the rule's own field names: text, {@link Long}, {@link java.math.BigDecimal}, {@link Boolean}, null, or a list of those
 * @param line in the file, from 1
 */
public record RuleTest(boolean matches, Map<String, @Nullable Object> event, int line) {
    public RuleTest {
        event = Collections.unmodifiableMap(new LinkedHashMap<>(event));
    }
}
