package io.watchfloor.attack.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of an input, each scored apart, to say which of them speak for a technique. */
final class Evidence {
    /** Further indicators are not looked at one by one. */
    private static final int INDICATORS = 64;

    private static final int SENTENCES = 256;

    private static final int SHOWN = 3;
    /** A part is shown when it speaks at least so much as the strongest. */
    private static final double OF_STRONGEST = 0.5;

    private final List<Part> parts = new ArrayList<>();

    private Evidence() {}

    private record Part(MatchedOn where, float[] shares) {
        float share(int technique) {
            return shares[technique];
        }
    }

    static Evidence of(MappingInput input, TechniqueModel model) {
        Evidence evidence = new Evidence();
        for (Span span : input.sentences()
                .subList(0, Math.min(SENTENCES, input.sentences().size()))) {
            Features features = Features.of(span.of(input.description()), List.of());
            evidence.parts.add(new Part(new MatchedOn.Sentence(span.begin(), span.end()), model.shares(features)));
        }
        for (int i = 0; i < Math.min(INDICATORS, input.indicators().size()); i++) {
            String indicator = input.indicators().get(i);
            if (!indicator.isBlank()) {
                Features features = Features.of("", List.of(indicator));
                evidence.parts.add(new Part(new MatchedOn.Indicator(i), model.shares(features)));
            }
        }
        return evidence;
    }

    /** The parts that speak for a technique, the strongest first. */
    List<MatchedOn> of(int technique) {
        double strongest =
                parts.stream().mapToDouble(part -> part.share(technique)).max().orElse(0);
        return parts.stream()
                .filter(part -> part.share(technique) >= strongest * OF_STRONGEST)
                .sorted(Comparator.comparingDouble(part -> -part.share(technique)))
                .limit(SHOWN)
                .map(Part::where)
                .toList();
    }
}
