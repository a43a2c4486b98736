package io.watchfloor.search.highlight;

import io.watchfloor.query.Fold;
import io.watchfloor.query.Tokens;
import java.util.ArrayList;
import java.util.List;

/** A text to be found whatever its case, as the query language folds case. */
final class FoldedText {
    private final int[] wanted;

    FoldedText(String text) {
        wanted = Fold.fold(text);
    }

    /** The end of the text when it stands at {@code start}, else -1. */
    int endAt(String value, int start) {
        int at = start;
        for (int expected : wanted) {
            int found = at < value.length() ? Fold.fold(value.codePointAt(at)) : -1;
            if (found != expected) {
                return -1;
            }
            at += Character.charCount(value.codePointAt(at));
        }
        return at;
    }

    /** Every place where the text stands, without overlaps. */
    List<Span> anywhere(String value) {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        while (at < value.length() && wanted.length > 0) {
            int end = endAt(value, at);
            if (end > at) {
                spans.add(new Span(at, end, null));
                at = end;
            } else {
                at += Character.charCount(value.codePointAt(at));
            }
        }
        return spans;
    }

    /** Every token that begins with the text: that part of it. */
    List<Span> beginningTokens(String value) {
        List<Span> spans = new ArrayList<>();
        for (int start = Tokens.start(value, 0); start < value.length(); ) {
            int end = endAt(value, start);
            if (end > start) {
                spans.add(new Span(start, end, null));
            }
            start = Tokens.start(value, Tokens.end(value, start));
        }
        return spans;
    }
}
