package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.Calibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what shares mean: answers by their share in bins of as many answers each, neighbours joined until how often they are
 * right rises from bin to bin, and a line through the bins' middles.
 */
final class CalibrationFit {
    private static final int LEAST_IN_BIN = 40;
    private static final int BINS = 12;
    /** So that a larger share is always a larger confidence. */
    private static final float LEAST_RISE = 1e-4f;

    private final List<Answer> answers = new ArrayList<>();

    /**
     * The best class of a text.
     *
     * @param share 0..1
     * @param right 1 or 0
     * @param weight how much it counts
     */
    private record Answer(float share, int right, double weight) {}

    /** Answers together: the sums over them. */
    private record Bin(double shares, double right, double weight) {
        Bin with(Bin next) {
            return new Bin(shares + next.shares, right + next.right, weight + next.weight);
        }

        double share() {
            return shares / weight;
        }

        double rate() {
            return right / weight;
        }
    }

    void add(float share, boolean right, double weight) {
        answers.add(new Answer(share, right ? 1 : 0, weight));
    }

    Calibration fit() {
        if (answers.size() < 2 * LEAST_IN_BIN) {
            return Calibration.none();
        }
        List<Bin> rising = new ArrayList<>();
        for (Bin bin : bins()) {
            Bin last = bin;
            while (!rising.isEmpty() && rising.getLast().rate() >= last.rate()) {
                last = rising.removeLast().with(last);
            }
            rising.add(last);
        }
        return line(rising);
    }

    private List<Bin> bins() {
        answers.sort(Comparator.comparingDouble(Answer::share));
        int size = Math.max(LEAST_IN_BIN, (answers.size() + BINS - 1) / BINS);
        List<Bin> bins = new ArrayList<>();
        for (int from = 0; from < answers.size(); from += size) {
            Bin bin = new Bin(0, 0, 0);
            for (Answer each : answers.subList(from, Math.min(answers.size(), from + size))) {
                double weight = each.weight();
                bin = bin.with(new Bin(each.share() * weight, each.right() * weight, weight));
            }
            bins.add(bin);
        }
        return bins;
    }

    private static Calibration line(List<Bin> rising) {
        float[] shares = new float[rising.size() + 2];
        float[] confidences = new float[rising.size() + 2];
        for (int i = 0; i < rising.size(); i++) {
            shares[i + 1] = Math.max((float) rising.get(i).share(), shares[i] + LEAST_RISE);
            confidences[i + 1] = Math.max((float) rising.get(i).rate(), confidences[i] + LEAST_RISE);
        }
        int last = rising.size() + 1;
        shares[last] = Math.max(1, shares[last - 1] + LEAST_RISE);
        confidences[last] = Math.max((float) rising.getLast().rate(), confidences[last - 1] + LEAST_RISE);
        return new Calibration(shares, confidences);
    }
}
