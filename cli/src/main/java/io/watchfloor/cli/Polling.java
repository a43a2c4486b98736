package io.watchfloor.cli;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks again and again until there is an answer or the time is up. */
public final class Polling {

    private Polling() {}

    /**
     * The answer, once there is one.
     *
     * @param limit how long to ask
     * @param pause between two questions
     * @param what is waited for, for the message when the time is up
     */
    @CanIgnoreReturnValue
    public static <T> T until(Duration limit, Duration pause, String what, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        throw new CommandException("Waited " + limit.toSeconds() + " s for " + what
                + " in vain. `./watchfloor status` shows what is wrong; the logs say why.");
    }

    /** The same for a yes. */
    static void until(Duration limit, Duration pause, String what, BooleanSupplier question) {
        until(limit, pause, what, () -> question.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
