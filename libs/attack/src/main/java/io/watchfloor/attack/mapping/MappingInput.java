package io.watchfloor.attack.mapping;

import java.util.ArrayList;
import java.util.List;

/** What is to be mapped, and its parts; indicators stay at their places, blank ones too, unless all are blank. */
record MappingInput(String description, List<String> indicators, List<Span> sentences) {
    /** Up to so many sentences are looked at together: one thought, told in a few sentences. */
    private static final int TOGETHER = 5;

    MappingInput {
        indicators = List.copyOf(indicators);
        sentences = List.copyOf(sentences);
    }

    static MappingInput of(String description, List<String> indicators) {
        boolean silent = indicators.stream().allMatch(String::isBlank);
        return new MappingInput(description, silent ? List.of() : indicators, Sentences.of(description));
    }

    Given given() {
        return Given.of(!sentences.isEmpty(), !indicators.isEmpty());
    }

    /** What is scored: all together, or of a long text each sentence and the indicators apart. */
    List<View> views() {
        if (sentences.size() <= TOGETHER) {
            return List.of(new View(description, indicators));
        }
        List<View> views = new ArrayList<>();
        for (Span sentence : sentences) {
            views.add(new View(sentence.of(description), List.of()));
        }
        if (!indicators.isEmpty()) {
            views.add(new View("", indicators));
        }
        return views;
    }

    /** A text and indicators that are scored together. */
    record View(String text, List<String> indicators) {
        Features features() {
            return Features.of(text, indicators);
        }

        Given given() {
            return Given.of(!text.isBlank(), !indicators.isEmpty());
        }
    }
}
