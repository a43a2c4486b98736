package io.watchfloor.cli.train;

import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.Features;
import io.watchfloor.attack.mapping.Rarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Labelled texts as examples to learn from: classes numbered, words weighed, texts with indicators in three views. */
final class Examples {
    /** That a text speaks of no technique. */
    static final int NONE = 0;

    private static final float NONE_WEIGHT = 0.8f;
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

    List<Example> all() {
        List<Example> examples = new ArrayList<>();
        for (LabelledText each : texts) {
            float weight = each.source().weight() * (each.techniques().isEmpty() ? NONE_WEIGHT : 1);
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
