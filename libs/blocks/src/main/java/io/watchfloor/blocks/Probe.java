package io.watchfloor.blocks;

import io.watchfloor.query.ColumnTest;
import java.util.Arrays;
import java.util.List;

/** A test with what is asked of it once rather than for each value. */
final class Probe {
    private final ColumnTest test;
    private final List<Literal> literals;
    private final boolean any;
    private final boolean numbers;

    Probe(ColumnTest test) {
        this.test = test;
        this.literals = test.literals().stream().map(Literal::new).toList();
        this.any = test.any();
        this.numbers = test.numbers();
    }

    boolean isOf(ColumnTest other) {
        return test == other;
    }

    /** Whether no value of a column of this kind can pass. */
    boolean rejects(Kind kind) {
        return kind == Kind.LONG ? !numbers : !any && !mayHold(kind);
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
