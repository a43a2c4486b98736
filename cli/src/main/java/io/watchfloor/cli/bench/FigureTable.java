package io.watchfloor.cli.bench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, a figure a line. */
public final class FigureTable {
    private record Row(String name, String figure) {}

    private final List<Row> rows = new ArrayList<>();

    /** Adds a line. */
    @CanIgnoreReturnValue
    @FormatMethod
    public FigureTable row(String name, @FormatString String format, Object... values) {
        rows.add(new Row(name, String.format(Locale.ROOT, format, values)));
        return this;
    }

    /** Prints all lines, figures below one another. */
    public void print(PrintStream out) {
        int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        out.println();
        rows.forEach(row -> out.println(
                "  " + row.name() + " ".repeat(width + 2 - row.name().length()) + row.figure()));
        out.println();
    }
}
