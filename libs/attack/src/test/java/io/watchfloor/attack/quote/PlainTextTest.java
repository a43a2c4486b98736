package io.watchfloor.attack.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.attack.TechniqueId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [A tool](https://example.org) ran. | A tool ran.
            [A](https://example.org/a_(b)) and [B](c). | A and B.
            It ran.(Citation: One 2020)(Citation: Two (2)) | It ran.
            It ran (Citation: One), then (Citation: Two). | It ran, then.
            Of <code>cmd &lt;file&gt;</code> and `this` | Of cmd <file> and this
            **Loud**  and  wide | Loud and wide
            An [open one and a .NET name | An [open one and a .NET name
            [x] (y) and (Citation: open | [x] (y) and (Citation: open
            """)
    void markupIsTakenOut(String markdown, String plain) {
        assertThat(PlainText.of(markdown)).isEqualTo(plain);
    }

    @Test
    void passagesAreSentencesOfABoundedLength() {
        QuoteSource source = new QuoteSource(QuoteSource.Kind.DESCRIPTION, "T1110", "Guessing", "");
        List<String> texts = Passage.of(
                        new TechniqueId("T1110"),
                        "They guess names, e.g. of pets. Short. " + "word ".repeat(150),
                        source)
                .stream()
                .map(Passage::text)
                .toList();
        assertThat(texts.getFirst()).startsWith("They guess names, e.g. of pets.");
        assertThat(texts.getLast()).endsWith("word…").hasSizeBetween(480, 501);
    }
}
