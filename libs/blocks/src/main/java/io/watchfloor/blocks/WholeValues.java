package io.watchfloor.blocks;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Texts that stand for whole numbers: numbers themselves, times, addresses. */
final class WholeValues extends SpelledValues {
    private final Kind kind;
    private final Longs numbers;

    /** @param kind {@code DECIMAL}, {@code TIME} or {@code IP4}, and each number in the bounds of this kind */
    WholeValues(Kind kind, Longs numbers) {
        this.kind = kind;
        this.numbers = numbers;
    }

    @Override
    public int size() {
        return numbers.size();
    }

    @Override
    int longest() {
        return Timestamps.LENGTH;
    }

    @Override
    int spell(int index, byte[] into) {
        long number = numbers.of(index);
        if (kind == Kind.IP4) {
            return Ip4Text.format(number, into);
        }
        if (kind == Kind.DECIMAL) {
            return DecimalText.format(number, into);
        }
        Timestamps.format(number, into);
        return Timestamps.LENGTH;
    }

    @Override
    @Nullable
    IntPredicate unspelled(Probe probe) {
        String only = probe.only();
        if (only != null) {
            // What is not of this kind reads as a number that no value of it has.
            long wanted = parse(only);
            return index -> numbers.of(index) == wanted;
        }
        LongPredicate passes = kind == Kind.IP4 ? probe.addresses() : kind == Kind.TIME ? probe.times() : null;
        return passes == null ? null : index -> passes.test(numbers.of(index));
    }

    private long parse(String text) {
        if (kind == Kind.IP4) {
            return Ip4Text.parse(text);
        }
        return kind == Kind.DECIMAL ? DecimalText.parse(text) : Timestamps.parse(text.toUpperCase(Locale.ROOT));
    }
}
