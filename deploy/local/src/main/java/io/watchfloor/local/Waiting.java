package io.watchfloor.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks again and again until the answer is yes or the time is up; for things that do not call back (ports, files, health). */
final class Waiting {

    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private Waiting() {}

    /** Whether {@code answer} became true within {@code limit}. */
    static boolean until(Duration limit, BooleanSupplier answer) {
        long end = System.nanoTime() + limit.toNanos();
        while (!answer.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new LaunchException("Interrupted while waiting.");
            }
        }
        return true;
    }
}
