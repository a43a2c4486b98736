package io.watchfloor.cli.train;

import java.util.List;

/**
 * A text with the techniques that it speaks of.
 *
 * @param source which set it is of
 * @param techniques ids; none when the text speaks of none
 */
record LabelledText(TextSource source, String text, List<String> indicators, List<String> techniques) {
    LabelledText {
        indicators = List.copyOf(indicators);
        techniques = List.copyOf(techniques);
    }
}
