package io.watchfloor.cli.train;

import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.Features;
import io.watchfloor.attack.mapping.Rarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Labelled texts as examples to learn from: classes numbered, words weighed, texts with indicators in three views. */
final class Examples {
    /** That a text speaks of no technique. */
    static final int NONE = 0;

    /** Texts that speak of no technique are many, and of reports only: prose that somebody asks about mostly speaks of one. */
    private static final float NONE_OF_TEXT = 0.35f;

    private static final float NONE_OF_INDICATORS = 0.8f;
    private static final float TEXT_WITHOUT_INDICATORS = 0.5f;

    private final List<LabelledText> texts;
    private final Map<String, Integer> classes = new TreeMap<>();
    private final Rarity rarity;

    Examples(List<LabelledText> texts) {
        this.texts = List.copyOf(texts);
        TreeSet<String> techniques = new TreeSet<>();
        texts.forEach(each -> techniques.addAll(each.techniques()));
        techniques.forEach(each -> classes.put(each, classes.size() + 1));
        this.rarity = count(texts);
    }

    Rarity rarity() {
        return rarity;
    }

    /** Class 1 and on. */
    List<TechniqueId> techniques() {
        return classes.keySet().stream().map(TechniqueId::new).toList();
    }

    int[] classesOf(List<String> techniques) {
        return techniques.isEmpty()
                ? new int[] {NONE}
                : techniques.stream()
                        .mapToInt(each -> classes.getOrDefault(each, -1))
                        .filter(each -> each >= 0)
                        .toArray();
    }

    /** To learn to score prose from: the texts alone. */
    List<Example> ofText() {
        List<Example> examples = new ArrayList<>();
        for (LabelledText each : texts) {
            float weight = each.source().forText() * (each.techniques().isEmpty() ? NONE_OF_TEXT : 1);
            float alone = each.indicators().isEmpty() ? weight : weight * TEXT_WITHOUT_INDICATORS;
            examples.add(example(each, each.text(), List.of(), alone));
        }
        return examples;
    }

    /** To learn to score what has indicators from, for the linear model: texts too, since they speak of the same. */
    List<Example> ofIndicators() {
        return views(TextSource::forIndicators);
    }

    /** The same, for the embedding. */
    List<Example> ofEmbedding() {
        return views(TextSource::forEmbedding);
    }

    private List<Example> views(ToDoubleFunction<TextSource> weightOf) {
        List<Example> examples = new ArrayList<>();
        for (LabelledText each : texts) {
            float weight = (float) weightOf.applyAsDouble(each.source())
                    * (each.techniques().isEmpty() ? NONE_OF_INDICATORS : 1);
            if (each.indicators().isEmpty()) {
                examples.add(example(each, each.text(), List.of(), weight));
            } else {
                examples.add(example(each, each.text(), each.indicators(), weight));
                examples.add(example(each, each.text(), List.of(), weight * TEXT_WITHOUT_INDICATORS));
                examples.add(example(each, "", each.indicators(), weight));
            }
        }
        return examples;
    }

    /** How often each technique is right in those texts of one source that speak of any; 0 for "none". */
    double[] rates(TextSource source) {
        double[] rates = new double[classes.size() + 1];
        for (LabelledText each : texts) {
            int[] right = classesOf(each.techniques());
            for (int c : right) {
                rates[c] += each.source() == source ? 1.0 / right.length : 0;
            }
        }
        return Example.partsOf(rates);
    }

    /** The class of the technique that each is a sub-technique of; itself where it is none, or where that is no class. */
    int[] parents() {
        int[] parents = new int[classes.size() + 1];
        classes.forEach((id, number) -> parents[number] =
                classes.getOrDefault(new TechniqueId(id).technique().value(), number));
        return parents;
    }

    private Example example(LabelledText labelled, String text, List<String> indicators, float weight) {
        return new Example(rarity.vector(Features.of(text, indicators)), classesOf(labelled.techniques()), weight);
    }

    private static Rarity count(List<LabelledText> texts) {
        int[] counts = new int[Features.ROWS];
        int[] last = new int[Features.ROWS];
        int number = 0;
        for (LabelledText each : texts) {
            number++;
            for (int[] group : Features.of(each.text(), each.indicators()).rows()) {
                for (int row : group) {
                    counts[row] += last[row] == number ? 0 : 1;
                    last[row] = number;
                }
            }
        }
        return Rarity.of(counts, number);
    }
}
