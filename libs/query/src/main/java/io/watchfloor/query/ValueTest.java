package io.watchfloor.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A test of one value of a field. */
interface ValueTest {

    boolean text(String value);

    default boolean number(Number value) {
        return text(Decimal.text(value));
    }

    /** Whether {@code value} passes, or any of its values when it is a list. */
    static boolean passes(ValueTest test, @Nullable Object value) {
        return switch (value) {
            case null -> false;
            case String text -> test.text(text);
            case Number number -> test.number(number);
            case Boolean truth -> test.text(truth ? "true" : "false");
            case List<?> values -> anyPasses(test, values);
            default -> false;
        };
    }

    private static boolean anyPasses(ValueTest test, List<?> values) {
        for (int i = 0; i < values.size(); i++) {
            if (passes(test, values.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #passes}, but numbers and truth values never pass: free text looks into strings only. */
    static boolean stringPasses(ValueTest test, @Nullable Object value) {
        return switch (value) {
            case String text -> test.text(text);
            case List<?> values -> anyStringPasses(test, values);
            case null, default -> false;
        };
    }

    private static boolean anyStringPasses(ValueTest test, List<?> values) {
        for (int i = 0; i < values.size(); i++) {
            if (stringPasses(test, values.get(i))) {
                return true;
            }
        }
        return false;
    }
}
