package io.watchfloor.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tells the progress of a part with the time it took. */
record Timed(Progress progress) {

    void run(String part, Runnable start) {
        long began = System.nanoTime();
        progress.part(part, Progress.State.STARTING, Duration.ZERO);
        try {
            start.run();
        } catch (RuntimeException e) {
            progress.part(part, Progress.State.FAILED, since(began));
            throw e;
        }
        progress.part(part, Progress.State.READY, since(began));
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
