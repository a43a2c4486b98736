package io.watchfloor.cli;

import io.watchfloor.local.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** A line per part: name, state, seconds. */
public final class TerminalProgress implements Progress {

    private final PrintStream out;

    /** Prints to {@code out}. */
    public TerminalProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void part(String part, State state, Duration elapsed) {
        String seconds = String.format(Locale.ROOT, "%5.1f s", elapsed.toMillis() / 1000.0);
        out.println(Ansi.AUTO.string("  "
                + switch (state) {
                    case STARTING -> String.format("%-12s starting", part);
                    case READY -> String.format("%-12s @|green ready|@    %s", part, seconds);
                    case STOPPED -> String.format("%-12s stopped  %s", part, seconds);
                    case FAILED -> String.format("%-12s @|red failed|@   %s", part, seconds);
                }));
    }

    @Override
    public void notice(String text) {
        out.println(Ansi.AUTO.string("  @|yellow note|@  ") + text);
    }
}
