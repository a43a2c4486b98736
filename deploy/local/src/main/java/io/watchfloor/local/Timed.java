package io.watchfloor.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tells the progress of a part with the time it took.
 *
 * @param progress told
 * @param muted whether starts are not worth telling any more, since all is being stopped
 */
record Timed(Progress progress, BooleanSupplier muted) {

    void run(String part, Runnable start) {
        long began = System.nanoTime();
        progress.part(part, Progress.State.STARTING, Duration.ZERO);
        try {
            start.run();
        } catch (RuntimeException e) {
            tell(part, Progress.State.FAILED, began);
            throw e;
        }
        tell(part, Progress.State.READY, began);
    }

    private void tell(String part, Progress.State state, long began) {
        if (!muted.getAsBoolean()) {
            progress.part(part, state, since(began));
        }
    }

    /** Says STOPPED if there was something to stop. */
    Supplier<Boolean> stopping(String part, BooleanSupplier stop) {
        return () -> {
            long began = System.nanoTime();
            boolean there = stop.getAsBoolean();
            if (there) {
                progress.part(part, Progress.State.STOPPED, since(began));
            }
            return there;
        };
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
