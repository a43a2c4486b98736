package io.watchfloor.attack.quote;

import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.mapping.MatchedOn;
import io.watchfloor.attack.mapping.Sentences;
import io.watchfloor.attack.mapping.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of an input that speak for a technique, as texts. */
record MatchedTexts(String description, List<String> indicators) {
    MatchedTexts {
        indicators = List.copyOf(indicators);
    }

    List<String> of(MappedTechnique technique) {
        return technique.matchedOn().stream().map(this::text).distinct().toList();
    }

    private String text(MatchedOn part) {
        return switch (part) {
            case MatchedOn.Sentence sentence -> new Span(sentence.begin(), sentence.end()).of(description);
            case MatchedOn.Indicator indicator -> indicator(indicator.index());
            case MatchedOn.NamedId named -> around(named.indicator(), named.begin());
        };
    }

    private String indicator(int index) {
        return index < indicators.size() ? indicators.get(index) : "";
    }

    /** The sentence in which an id is named. */
    private String around(@Nullable Integer indicator, int at) {
        if (indicator != null) {
            return indicator(indicator);
        }
        return Sentences.of(description).stream()
                .filter(span -> span.begin() <= at && at < span.end())
                .findFirst()
                .map(span -> span.of(description))
                .orElse("");
    }
}
