package io.watchfloor.cli.train;

/** What an example with several right classes asks of shares: that one of them be found. */
final class RightClasses {
    private static final float NEGLIGIBLE = 1e-6f;

    private RightClasses() {}

    /**
     * Makes shares the slope of the loss.
     *
     * @param shares of all classes; becomes what each has too much
     * @return what the right classes had together, 0..1
     */
    static double subtract(float[] shares, int[] right) {
        float together = 0;
        for (int c : right) {
            together += shares[c];
        }
        for (int c : right) {
            shares[c] -= together > NEGLIGIBLE ? shares[c] / together : 1f / right.length;
        }
        return together;
    }

    /** The loss of an example whose right classes have so much. */
    static double loss(double together) {
        return -Math.log(together + 1e-9);
    }
}
