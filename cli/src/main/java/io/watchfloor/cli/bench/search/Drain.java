package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.bench.CpuTime;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Watches how stored events become more. */
final class Drain {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Without a single new event. */
    private static final Duration STUCK = Duration.ofSeconds(90);

    private final LongSupplier stored;
    private final CpuTime cpu;
    private final Progress progress;

    Drain(LongSupplier stored, CpuTime cpu, Progress progress) {
        this.stored = stored;
        this.cpu = cpu;
        this.progress = progress;
    }

    /**
     * A moment of it.
     *
     * @param nanos of {@link System#nanoTime}
     * @param cpu used until then
     */
    record Mark(long events, long nanos, Duration cpu) {
        double secondsSince(Mark before) {
            return (nanos - before.nanos) / 1e9;
        }

        double microsSince(Mark before, long count) {
            return micros(before, cpu, count);
        }

        static double micros(Mark before, Duration cpu, long count) {
            return cpu.minus(before.cpu).toNanos() / 1e3 / count;
        }
    }

    /** Waits until so many are stored. */
    Mark until(long events) {
        long changed = System.nanoTime();
        long before = -1;
        for (long now = stored.getAsLong(); now < events; now = stored.getAsLong()) {
            progress.step("stored", now, events);
            if (now != before) {
                before = now;
                changed = System.nanoTime();
            } else if (System.nanoTime() - changed > STUCK.toNanos()) {
                throw new CommandException("No event was stored for " + STUCK.toSeconds() + " s at " + now + " of "
                        + events + "; the logs of the service say why.");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return mark();
    }

    Mark mark() {
        return new Mark(stored.getAsLong(), System.nanoTime(), cpu.used());
    }
}
