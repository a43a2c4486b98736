package io.watchfloor.attack.quote;

import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.Sentences;
import io.watchfloor.attack.mapping.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence on a technique.
 *
 * @param text without markup, at most 500 characters and the mark that it was cut
 */
public record Passage(TechniqueId technique, String text, QuoteSource source) {
    private static final int LONGEST = 500;
    private static final int SHORTEST = 20;

    public Passage {
        text = shortened(text);
    }

    /** The sentences of a text in Markdown, as ATT&amp;CK has it; those of a few characters are left out. */
    public static List<Passage> of(TechniqueId technique, String markdown, QuoteSource source) {
        String plain = PlainText.of(markdown);
        List<String> sentences = new ArrayList<>();
        for (Span span : Sentences.of(plain)) {
            String sentence = span.of(plain);
            // "e.g." ends no sentence.
            if (!sentences.isEmpty() && Character.isLowerCase(sentence.codePointAt(0))) {
                sentences.addLast(sentences.removeLast() + " " + sentence);
            } else {
                sentences.add(sentence);
            }
        }
        return sentences.stream()
                .filter(sentence -> sentence.length() >= SHORTEST)
                .map(sentence -> new Passage(technique, sentence, source))
                .toList();
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int blank = text.lastIndexOf(' ', LONGEST);
        int end = blank > 0 ? blank : LONGEST;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
