package io.watchfloor.cli.bench.search;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says now and then what a long run does. */
final class Progress {
    private static final long PAUSE = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private long last = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        out.println("  " + what);
        last = System.nanoTime();
    }

    /** Said every few seconds, and at the end. */
    void step(String what, long done, long all) {
        if (done >= all || System.nanoTime() - last > PAUSE) {
            say(String.format(Locale.ROOT, "%s %,d of %,d", what, done, all));
        }
    }
}
