package io.watchfloor.blocks;

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
    boolean isAsBefore(int index) {
        return numbers.of(index) == numbers.of(index - 1);
    }
}
