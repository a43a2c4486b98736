package io.watchfloor.query;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The {@link ColumnTest#literal} of texts. */
final class AsciiLiteral {

    static final byte[] NONE = {};

    /** To these fold characters outside of ASCII as well: dotted and dotless i, the Kelvin sign, the long s. */
    private static final String AMBIGUOUS = "iks";

    private static final int SHORTEST = 2;
    /** Not ASCII, so in no run. */
    private static final char SEPARATOR = '\uFFFF';

    private AsciiLiteral() {}

    /** The longest run of unambiguous characters of the texts, folded; none when all are shorter than 2. */
    static byte[] of(Stream<String> texts) {
        return texts.flatMap(text -> runs(text).stream())
                .filter(run -> run.length() >= SHORTEST)
                .max(Comparator.comparingInt(String::length))
                .map(run -> run.getBytes(StandardCharsets.US_ASCII))
                .orElse(NONE);
    }

    private static List<String> runs(String text) {
        StringBuilder runs = new StringBuilder();
        for (int folded : Fold.fold(text)) {
            boolean plain = folded < 128 && AMBIGUOUS.indexOf(folded) < 0;
            runs.appendCodePoint(plain ? folded : SEPARATOR);
        }
        return List.of(runs.toString().split(String.valueOf(SEPARATOR), -1));
    }
}
