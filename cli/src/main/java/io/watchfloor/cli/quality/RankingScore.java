package io.watchfloor.cli.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts how well ranked techniques agree with known ones: how often one that is right is among the first 1, 3, 5; the mean
 * of one over its rank; how far the confidence of the first is from how often it is right (expected calibration error in
 * tenths); and the F1 of documents, whose techniques are those of all their texts.
 */
final class RankingScore {
    private static final int BINS = 10;

    private final double threshold;
    private final int[] among = new int[3];
    private int labelled;
    private double reciprocal;
    private final double[] confidence = new double[BINS];
    private final double[] right = new double[BINS];
    private int answered;
    private final Map<String, Set<String>> expected = new HashMap<>();
    private final Map<String, Set<String>> found = new HashMap<>();

    /** @param threshold from which confidence on a technique counts as found in a document */
    RankingScore(double threshold) {
        this.threshold = threshold;
    }

    /** A technique and the confidence in it. */
    record Ranked(String technique, double confidence) {}

    /** One text: what is right, and what was answered, the best first. */
    void count(String document, Set<String> techniques, List<Ranked> ranked) {
        if (!techniques.isEmpty()) {
            rank(techniques, ranked);
        }
        if (!ranked.isEmpty()) {
            Ranked first = ranked.getFirst();
            int bin = Math.min(BINS - 1, (int) (first.confidence() * BINS));
            confidence[bin] += first.confidence();
            right[bin] += techniques.contains(first.technique()) ? 1 : 0;
            answered++;
        }
        expected.computeIfAbsent(document, each -> new HashSet<>()).addAll(techniques);
        Set<String> here = found.computeIfAbsent(document, each -> new HashSet<>());
        ranked.stream().filter(each -> each.confidence() >= threshold).forEach(each -> here.add(each.technique()));
    }

    private void rank(Set<String> techniques, List<Ranked> ranked) {
        labelled++;
        for (int i = 0; i < ranked.size(); i++) {
            if (techniques.contains(ranked.get(i).technique())) {
                among[0] += i < 1 ? 1 : 0;
                among[1] += i < 3 ? 1 : 0;
                among[2] += i < 5 ? 1 : 0;
                reciprocal += 1.0 / (i + 1);
                return;
            }
        }
    }

    /** Texts with a technique. */
    int labelled() {
        return labelled;
    }

    double top1() {
        return among[0] / (double) labelled;
    }

    double top3() {
        return among[1] / (double) labelled;
    }

    double top5() {
        return among[2] / (double) labelled;
    }

    double meanReciprocalRank() {
        return reciprocal / labelled;
    }

    double calibrationError() {
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            sum += Math.abs(confidence[i] - right[i]);
        }
        return sum / answered;
    }

    double documentF1() {
        List<int[]> counts = new ArrayList<>();
        expected.forEach((document, known) -> {
            Set<String> here = found.getOrDefault(document, Set.of());
            int both = (int) known.stream().filter(here::contains).count();
            counts.add(new int[] {both, known.size() + here.size()});
        });
        int both = counts.stream().mapToInt(each -> each[0]).sum();
        int all = counts.stream().mapToInt(each -> each[1]).sum();
        return all == 0 ? 0 : 2.0 * both / all;
    }
}
