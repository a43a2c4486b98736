package io.watchfloor.rules.pipeline;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Piece;
import io.watchfloor.rules.sigma.LogSource;
import io.watchfloor.rules.sigma.SigmaDetails;
import io.watchfloor.rules.sigma.SigmaHeader;
import io.watchfloor.rules.sigma.SigmaRule;
import io.watchfloor.rules.sigma.SigmaSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules as the Sigma parser would give them. */
final class Rules {
    private Rules() {}

    static SigmaRule rule(LogSource source, Condition condition) {
        SigmaDetails details = new SigmaDetails(
                "Watchfloor", List.of(), List.of(), List.of(), null, null, List.of(), null, "sigma", List.of());
        SigmaHeader header = new SigmaHeader("id-1", "rule_1", "title", "", null, null, List.of(), details);
        return new SigmaRule(header, source, condition, List.of(), new SigmaSource("rule.yml", 1, ""));
    }

    static LogSource source(@Nullable String product, @Nullable String category, @Nullable String service) {
        return new LogSource(product, category, service);
    }

    static Condition is(String field, String value) {
        return new Condition.Is(new Predicate.Text(Field.of(field), List.of(new Piece.Literal(value)), false));
    }

    static Condition keyword(String word) {
        return new Condition.Is(new Predicate.Text(
                Field.ANY, List.of(new Piece.AnyRun(), new Piece.Literal(word), new Piece.AnyRun()), false));
    }

    /** Names and values in turn. */
    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
