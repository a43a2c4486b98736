package io.watchfloor.detection.backtest;

import io.watchfloor.rules.condition.Explanation;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a part of a condition is true or false of an event: either parts that are joined, or one question. Bounded: of many
 * parts those that decided come first and the rest is only counted.
 *
 * @param operator how the parts are joined: all, any or not; absent for a question
 * @param expected what is asked, as rules write it; absent for parts
 * @param seen values that the event has there; absent for parts
 * @param omitted parts or values that are not shown
 */
@Schema(name = "RuleReason")
record Reason(
        boolean result,
        @Nullable String operator,
        @Nullable List<Reason> parts,
        @Nullable String expected,
        @Nullable List<String> seen,
        int omitted) {

    static Reason of(Explanation explanation) {
        return switch (explanation) {
            case Explanation.Joined(var result, var operator, var parts, var omitted) ->
                new Reason(
                        result,
                        operator.name().toLowerCase(Locale.ROOT),
                        parts.stream().map(Reason::of).toList(),
                        null,
                        null,
                        omitted);
            case Explanation.Asked(var result, var expected, var seen, var omitted) ->
                new Reason(result, null, null, expected, seen, omitted);
        };
    }
}
