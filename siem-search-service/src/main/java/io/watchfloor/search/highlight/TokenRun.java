package io.watchfloor.search.highlight;

import io.watchfloor.query.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Tokens that follow one another, whatever separates them. */
final class TokenRun {
    private final List<FoldedText> tokens;

    TokenRun(String text) {
        tokens = Tokens.of(text).stream().map(FoldedText::new).toList();
    }

    /** Every place where they do: from the first to the last of them. */
    List<Span> in(String value) {
        List<Span> spans = new ArrayList<>();
        for (int start = Tokens.start(value, 0); start < value.length() && !tokens.isEmpty(); ) {
            int end = endAt(value, start);
            if (end >= 0) {
                spans.add(new Span(start, end, null));
            }
            start = Tokens.start(value, Math.max(end, Tokens.end(value, start)));
        }
        return spans;
    }

    private int endAt(String value, int start) {
        int at = start;
        for (FoldedText token : tokens) {
            int begin = Tokens.start(value, at);
            at = begin < value.length() && token.endAt(value, begin) == Tokens.end(value, begin)
                    ? Tokens.end(value, begin)
                    : -1;
            if (at < 0) {
                return -1;
            }
        }
        return at;
    }
}
