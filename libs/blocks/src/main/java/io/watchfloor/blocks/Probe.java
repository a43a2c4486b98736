package io.watchfloor.blocks;

import io.watchfloor.query.ColumnTest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A test with what is asked of it once rather than for each value. */
final class Probe {
    private final ColumnTest test;
    private final List<Literal> literals;
    private final boolean any;
    private final boolean numbers;
    private final @Nullable String only;
    private final @Nullable LongPredicate addresses;
    private final @Nullable LongPredicate times;
    private final Set<Kind> rejected = EnumSet.noneOf(Kind.class);

    Probe(ColumnTest test) {
        this.test = test;
        this.literals = test.literals().stream().map(Literal::new).toList();
        this.any = test.any();
        this.numbers = test.numbers();
        this.only = test.only();
        this.addresses = test.addresses();
        this.times = test.times();
        for (Kind kind : Kind.values()) {
            if (kind == Kind.LONG ? !numbers : !any && !mayHold(kind)) {
                rejected.add(kind);
            }
        }
    }

    boolean isOf(ColumnTest other) {
        return test == other;
    }

    /** Whether no value of a column of this kind can pass. */
    boolean rejects(Kind kind) {
        return rejected.contains(kind);
    }

    private boolean mayHold(Kind kind) {
        return literals.isEmpty() || literals.stream().anyMatch(literal -> kind.mayHold(literal.wanted()));
    }

    /** Whether every text passes unread. */
    boolean passesTexts() {
        return any;
    }

    /** Whether every number passes unread. */
    boolean passesNumbers() {
        return any && numbers;
    }

    /** Of these every text that passes holds one; none when nothing is known of it. */
    List<Literal> literals() {
        return literals;
    }

    /** {@link ColumnTest#only} */
    @Nullable
    String only() {
        return only;
    }

    /** {@link ColumnTest#addresses} */
    @Nullable
    LongPredicate addresses() {
        return addresses;
    }

    /** {@link ColumnTest#times} */
    @Nullable
    LongPredicate times() {
        return times;
    }

    /** Whether the text of these bytes need not be asked. */
    boolean skips(byte[] bytes, int from, int length) {
        for (Literal literal : literals) {
            if (literal.find(bytes, from, from + length) >= 0) {
                return false;
            }
        }
        return !literals.isEmpty();
    }

    boolean text(String value) {
        return any || test.text(value);
    }

    boolean number(Number value) {
        return numbers && (any || test.number(value));
    }

    /** Whether a value of any type passes, or an element of a list. */
    boolean value(Object value) {
        return switch (value) {
            case String text -> text(text);
            case Number number -> number(number);
            case Boolean truth -> numbers && (any || test.truth(truth));
            case List<?> list -> anyOf(list);
            default -> false;
        };
    }

    private boolean anyOf(List<?> list) {
        for (Object element : list) {
            if (value(element)) {
                return true;
            }
        }
        return false;
    }

    static boolean all(boolean[] passed) {
        Arrays.fill(passed, true);
        return passed.length > 0;
    }
}
