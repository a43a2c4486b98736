package io.watchfloor.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@link ColumnTest#literals} of texts. */
final class AsciiLiteral {

    static final List<byte[]> NONE = List.of();

    /** To these fold characters outside of ASCII as well: dotted and dotless i, the Kelvin sign, the long s. */
    private static final String AMBIGUOUS = "iks";

    private static final int SHORTEST = 2;
    /** Alternatives, each of which is looked for by itself. */
    private static final int MOST = 8;

    /** Not ASCII, so in no run. */
    private static final char SEPARATOR = '\uFFFF';

    private AsciiLiteral() {}

    /** Of what holds all of these texts: their longest run of unambiguous characters, folded; none when all are shorter than 2. */
    static List<byte[]> of(Stream<String> texts) {
        return longest(texts).map(List::of).orElse(NONE);
    }

    /** Of what holds one of these texts. None when that could be one without such a run. */
    static List<byte[]> ofAlternatives(List<String> texts) {
        List<byte[]> literals = new ArrayList<>();
        for (String text : texts) {
            Optional<byte[]> literal = longest(Stream.of(text));
            if (literal.isEmpty() || literals.size() == MOST) {
                return NONE;
            }
            literals.add(literal.get());
        }
        return literals;
    }

    private static Optional<byte[]> longest(Stream<String> texts) {
        return texts.flatMap(text -> runs(text).stream())
                .filter(run -> run.length() >= SHORTEST)
                .max(Comparator.comparingInt(String::length))
                .map(run -> run.getBytes(StandardCharsets.US_ASCII));
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
