package io.watchfloor.attack.mapping;

import io.watchfloor.attack.TechniqueId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A trained model: which techniques it knows, what each row says for each, and what its confidence means. Immutable. */
public final class TechniqueModel {
    /** How much the groups of indicators weigh beside those of the text. */
    static final float INDICATORS = 0.45f;

    private final List<TechniqueId> techniques;
    private final Rarity rarity;
    private final ClassWeights weights;
    private final float[] bias;
    private final Map<Given, Calibration> calibrations;

    TechniqueModel(
            List<TechniqueId> techniques,
            Rarity rarity,
            ClassWeights weights,
            float[] bias,
            Map<Given, Calibration> calibrations) {
        if (bias.length != techniques.size() + 1) {
            throw new IllegalArgumentException(bias.length + " classes for " + techniques.size() + " techniques");
        }
        this.techniques = List.copyOf(techniques);
        this.rarity = rarity;
        this.weights = weights;
        this.bias = bias;
        this.calibrations = Map.copyOf(calibrations);
    }

    /**
     * From dense weights; not calibrated.
     *
     * @param techniques class 1 and on; class 0 is that there is none
     * @param dense a row after another, each with a weight for every class
     * @param bias of each class
     * @param least the smallest weight that is kept
     */
    public static TechniqueModel of(
            List<TechniqueId> techniques, Rarity rarity, float[] dense, float[] bias, float least) {
        ClassWeights weights = ClassWeights.of(dense, techniques.size() + 1, least);
        return new TechniqueModel(techniques, rarity, weights, bias.clone(), Map.of());
    }

    /** The same model with a meaning for its shares. */
    public TechniqueModel calibrated(Given given, Calibration calibration) {
        Map<Given, Calibration> all = new EnumMap<>(Given.class);
        all.putAll(calibrations);
        all.put(given, calibration);
        return new TechniqueModel(techniques, rarity, weights, bias, all);
    }

    /** The share of each class, which together are 1; class 0 is that there is no technique. */
    public float[] shares(Features features) {
        float[] scores = bias.clone();
        weights.addTo(scores, rarity.vector(features));
        Softmax.apply(scores);
        return scores;
    }

    /** Class 1 and on. */
    public List<TechniqueId> techniques() {
        return techniques;
    }

    Calibration calibration(Given given) {
        return calibrations.getOrDefault(given, Calibration.none());
    }

    Rarity rarity() {
        return rarity;
    }

    ClassWeights weights() {
        return weights;
    }

    float[] bias() {
        return bias.clone();
    }
}
