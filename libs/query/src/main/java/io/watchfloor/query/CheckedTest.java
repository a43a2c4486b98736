package io.watchfloor.query;

import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A test that runs a check now and then. Used by one thread at a time. */
final class CheckedTest implements ColumnTest {
    /** Of values, after which it checks: some 10 ms of the costliest pattern. */
    private static final int CHARACTERS = 1_024;

    private final ColumnTest test;
    private final Runnable check;
    private int read;

    CheckedTest(ColumnTest test, Runnable check) {
        this.test = test;
        this.check = check;
    }

    @Override
    public boolean text(String value) {
        read += value.length();
        if (read >= CHARACTERS) {
            read = 0;
            check.run();
        }
        return test.text(value);
    }

    @Override
    public boolean number(Number value) {
        return test.number(value);
    }

    @Override
    public boolean truth(boolean value) {
        return test.truth(value);
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
    public boolean any() {
        return test.any();
    }

    @Override
    public boolean numbers() {
        return test.numbers();
    }
}
