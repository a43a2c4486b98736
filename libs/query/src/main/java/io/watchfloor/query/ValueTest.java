package io.watchfloor.query;

import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A test of one value of a field. Numbers and truth values pass as what they read as, unless a test says otherwise. */
interface ValueTest extends ColumnTest {

    @Override
    default boolean number(Number value) {
        return text(Decimal.text(value));
    }

    @Override
    default boolean truth(boolean value) {
        return text(value ? "true" : "false");
    }

    @Override
    default List<byte[]> literals() {
        return AsciiLiteral.NONE;
    }

    @Override
    default @Nullable String only() {
        return null;
    }

    @Override
    default @Nullable LongPredicate addresses() {
        return null;
    }

    @Override
    default @Nullable LongPredicate times() {
        return null;
    }

    @Override
    default boolean any() {
        return false;
    }

    @Override
    default boolean numbers() {
        return true;
    }

    /** About how much work it is, in comparisons. */
    default int cost() {
        return 1;
    }

    /** Whether a long value takes long, as with patterns. */
    default boolean isSlow() {
        return false;
    }

    /** Whether {@code value} passes, or any of its values when it is a list. */
    static boolean passes(ValueTest test, @Nullable Object value) {
        return switch (value) {
            case null -> false;
            case String text -> test.text(text);
            case Number number -> test.number(number);
            case Boolean truth -> test.truth(truth);
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

    /** Any value at all. */
    record Present() implements ValueTest {
        @Override
        public boolean text(String value) {
            return true;
        }

        @Override
        public boolean number(Number value) {
            return true;
        }

        @Override
        public boolean any() {
            return true;
        }
    }

    /** As {@code test}, but numbers and truth values never pass: free text looks into strings only. */
    record OfStrings(ValueTest test) implements ValueTest {

        /** As {@link ValueTest#passes}, without asking of other values. */
        boolean passes(@Nullable Object value) {
            return switch (value) {
                case String text -> test.text(text);
                case List<?> values -> anyPasses(values);
                case null, default -> false;
            };
        }

        private boolean anyPasses(List<?> values) {
            for (int i = 0; i < values.size(); i++) {
                if (passes(values.get(i))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean text(String value) {
            return test.text(value);
        }

        @Override
        public boolean number(Number value) {
            return false;
        }

        @Override
        public boolean truth(boolean value) {
            return false;
        }

        @Override
        public int cost() {
            return test.cost();
        }

        @Override
        public boolean isSlow() {
            return test.isSlow();
        }

        @Override
        public List<byte[]> literals() {
            return test.literals();
        }

        @Override
        public @Nullable String only() {
            return test.only();
        }

        @Override
        public @Nullable LongPredicate addresses() {
            return test.addresses();
        }

        @Override
        public @Nullable LongPredicate times() {
            return test.times();
        }

        @Override
        public boolean numbers() {
            return false;
        }
    }
}
