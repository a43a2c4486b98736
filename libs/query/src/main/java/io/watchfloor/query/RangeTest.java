package io.watchfloor.query;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The tests of a range: over numbers, addresses, times or text, whichever all its bounds are. Other values never pass. */
sealed interface RangeTest extends ValueTest {

    static ValueTest of(Query.Range range, @Nullable Instant now) {
        if (all(range, Decimal::parse)) {
            return new Numbers(range, bound(range.lower(), Decimal::parse), bound(range.upper(), Decimal::parse));
        }
        if (all(range, Address::parse)) {
            return new Addresses(range, bound(range.lower(), Address::parse), bound(range.upper(), Address::parse));
        }
        Function<String, @Nullable TimeBound> time = text -> TimeBound.parse(text, now);
        if (all(range, time)) {
            return Times.of(range, bound(range.lower(), time), bound(range.upper(), time));
        }
        return new Texts(range);
    }

    private static <T> boolean all(Query.Range range, Function<String, @Nullable T> reader) {
        return (range.lower() == null || reader.apply(range.lower()) != null)
                && (range.upper() == null || reader.apply(range.upper()) != null);
    }

    private static <T> @Nullable T bound(@Nullable String text, Function<String, @Nullable T> reader) {
        return text == null ? null : reader.apply(text);
    }

    /** Whether a value that compares as {@code order} with a bound lies on its upper side, or on it when inclusive. */
    private static boolean above(int order, boolean inclusive) {
        return order > 0 || (order == 0 && inclusive);
    }

    record Numbers(
            Query.Range range,
            @Nullable Decimal lower,
            @Nullable Decimal upper) implements RangeTest {

        @Override
        public boolean text(String value) {
            return within(lower == null ? 1 : lower.compare(value), upper == null ? -1 : upper.compare(value));
        }

        @Override
        public boolean number(Number value) {
            return within(lower == null ? 1 : lower.compare(value), upper == null ? -1 : upper.compare(value));
        }

        private boolean within(int toLower, int toUpper) {
            return toLower != Decimal.NOT_A_NUMBER
                    && toUpper != Decimal.NOT_A_NUMBER
                    && above(toLower, range.lowerInclusive())
                    && above(-toUpper, range.upperInclusive());
        }
    }

    record Addresses(
            Query.Range range,
            @Nullable Address lower,
            @Nullable Address upper) implements RangeTest {

        @Override
        public boolean text(String value) {
            Address address = Address.parse(value);
            return address != null && holds(address);
        }

        private boolean holds(Address address) {
            return (lower == null || aboveLower(address, lower)) && (upper == null || belowUpper(address, upper));
        }

        @Override
        public LongPredicate addresses() {
            return bits -> holds(Address.ofIpv4(bits));
        }

        /** The smallest network that holds all that passes; null when an end is open or nothing passes. */
        @Nullable
        Network network() {
            return lower != null && upper != null && lower.isIpv4() == upper.isIpv4() ? Network.of(lower, upper) : null;
        }

        private boolean aboveLower(Address address, Address bound) {
            return address.isIpv4() == bound.isIpv4() && above(address.compareTo(bound), range.lowerInclusive());
        }

        private boolean belowUpper(Address address, Address bound) {
            return address.isIpv4() == bound.isIpv4() && above(-address.compareTo(bound), range.upperInclusive());
        }

        @Override
        public boolean number(Number value) {
            return false;
        }

        @Override
        public boolean numbers() {
            return false;
        }
    }

    /** Times from {@code from} to before {@code to}, in microseconds. */
    record Times(long from, long to) implements RangeTest {

        static Times of(Query.Range range, @Nullable TimeBound lower, @Nullable TimeBound upper) {
            long from = lower == null ? TimeText.NONE + 1 : range.lowerInclusive() ? lower.micros() : lower.end();
            long to = upper == null ? Long.MAX_VALUE : range.upperInclusive() ? upper.end() : upper.micros();
            return new Times(from, to);
        }

        @Override
        public boolean text(String value) {
            long micros = TimeText.micros(value);
            return micros != TimeText.NONE && holds(micros);
        }

        private boolean holds(long micros) {
            return micros >= from && micros < to;
        }

        @Override
        public LongPredicate times() {
            return millis -> holds(millis * 1_000);
        }

        @Override
        public boolean number(Number value) {
            return false;
        }

        @Override
        public boolean numbers() {
            return false;
        }
    }

    record Texts(Query.Range range) implements RangeTest {

        @Override
        public boolean text(String value) {
            String lower = range.lower();
            String upper = range.upper();
            return (lower == null || above(value.compareToIgnoreCase(lower), range.lowerInclusive()))
                    && (upper == null || above(upper.compareToIgnoreCase(value), range.upperInclusive()));
        }
    }
}
