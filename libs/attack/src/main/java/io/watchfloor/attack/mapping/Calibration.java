package io.watchfloor.attack.mapping;

/**
 * Turns the share that the model gives a technique into how often that share is right: a rising line through points.
 *
 * @param shares 0..1, rising strictly
 * @param confidences 0..1, rising; as many
 */
public record Calibration(float[] shares, float[] confidences) {
    public Calibration {
        if (shares.length < 2 || shares.length != confidences.length) {
            throw new IllegalArgumentException("a line needs two points or more, each with both");
        }
        for (int i = 1; i < shares.length; i++) {
            if (!(shares[i] > shares[i - 1]) || !(confidences[i] >= confidences[i - 1])) {
                throw new IllegalArgumentException("a line that does not rise");
            }
        }
    }

    /** Leaves shares as they are. */
    public static Calibration none() {
        return new Calibration(new float[] {0, 1}, new float[] {0, 1});
    }

    /** 0..1. */
    public double confidence(double share) {
        int right = 1;
        while (right < shares.length - 1 && shares[right] < share) {
            right++;
        }
        double part = (share - shares[right - 1]) / (shares[right] - shares[right - 1]);
        double risen = confidences[right - 1] + part * (confidences[right] - confidences[right - 1]);
        return Math.clamp(risen, 0, 1);
    }
}
