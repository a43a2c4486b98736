package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.Features;
import io.watchfloor.attack.mapping.Given;
import io.watchfloor.attack.mapping.TechniqueModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures what a model's shares mean, on texts that it has not learned from; each set of texts counts the same. */
final class ModelCalibration {
    private final TechniqueModel model;
    private final Examples examples;
    private final CalibrationFit text = new CalibrationFit();
    private final CalibrationFit indicators = new CalibrationFit();
    private final CalibrationFit both = new CalibrationFit();

    ModelCalibration(TechniqueModel model, Examples examples) {
        this.model = model;
        this.examples = examples;
    }

    TechniqueModel on(List<LabelledText> texts) {
        Map<TextSource, Long> sizes =
                texts.stream().collect(Collectors.groupingBy(LabelledText::source, Collectors.counting()));
        for (LabelledText each : texts) {
            measure(each, 1.0 / sizes.getOrDefault(each.source(), 1L));
        }
        return model.calibrated(Given.TEXT, text.fit())
                .calibrated(Given.INDICATORS, indicators.fit())
                .calibrated(Given.BOTH, both.fit());
    }

    private void measure(LabelledText labelled, double weight) {
        int[] right = examples.classesOf(labelled.techniques());
        if (labelled.indicators().isEmpty()) {
            add(text, Features.of(labelled.text(), List.of()), right, weight);
        } else {
            add(indicators, Features.of("", labelled.indicators()), right, weight);
            add(both, Features.of(labelled.text(), labelled.indicators()), right, weight);
        }
    }

    private void add(CalibrationFit fit, Features features, int[] right, double weight) {
        float[] shares = model.shares(features);
        int best = 1;
        for (int i = 2; i < shares.length; i++) {
            best = shares[i] > shares[best] ? i : best;
        }
        int answer = best;
        fit.add(shares[best], Arrays.stream(right).anyMatch(each -> each == answer), weight);
    }
}
