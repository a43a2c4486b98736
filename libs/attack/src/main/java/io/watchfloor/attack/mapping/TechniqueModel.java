package io.watchfloor.attack.mapping;

import io.watchfloor.attack.TechniqueId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A trained model: which techniques it knows, how prose is scored and how what has indicators, and what its confidence means.
 * Immutable.
 */
public final class TechniqueModel {
    /** How much the groups of indicators weigh beside those of the text. */
    static final float INDICATORS = 0.45f;

    private final List<TechniqueId> techniques;
    private final Rarity rarity;
    private final Scorer text;
    private final Scorer indicators;
    private final Map<Given, Calibration> calibrations;

    private TechniqueModel(
            List<TechniqueId> techniques,
            Rarity rarity,
            Scorer text,
            Scorer indicators,
            Map<Given, Calibration> calibrations) {
        if (text.classCount() != techniques.size() + 1 || indicators.classCount() != techniques.size() + 1) {
            throw new IllegalArgumentException(
                    "classes of another number than the " + techniques.size() + " techniques");
        }
        this.techniques = List.copyOf(techniques);
        this.rarity = rarity;
        this.text = text;
        this.indicators = indicators;
        this.calibrations = Map.copyOf(calibrations);
    }

    /**
     * Not calibrated.
     *
     * @param techniques class 1 and on; class 0 is that there is none
     * @param text scores prose
     * @param indicators scores what has indicators
     */
    public static TechniqueModel of(List<TechniqueId> techniques, Rarity rarity, Scorer text, Scorer indicators) {
        return new TechniqueModel(techniques, rarity, text, indicators, Map.of());
    }

    /** The same model with a meaning for its shares. */
    public TechniqueModel calibrated(Given given, Calibration calibration) {
        Map<Given, Calibration> all = new EnumMap<>(Given.class);
        all.putAll(calibrations);
        all.put(given, calibration);
        return new TechniqueModel(techniques, rarity, text, indicators, all);
    }

    /** The share of each class, which together are 1; class 0 is that there is no technique. */
    public float[] shares(Features features) {
        Scorer scorer = features.haveIndicators() ? indicators : text;
        return scorer.shares(rarity.vector(features));
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

    Scorer text() {
        return text;
    }

    Scorer indicators() {
        return indicators;
    }
}
