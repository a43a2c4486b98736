package io.watchfloor.cli.bench.search;

import java.util.Locale;

/**
 * What a ratio is to be.
 *
 * @param name of the ratio
 * @param ratio measured
 * @param least whether it is to be at least the goal; else at most
 */
record Goal(String name, double ratio, double goal, boolean least) {
    static Goal atLeast(String name, double ratio, double goal) {
        return new Goal(name, ratio, goal, true);
    }

    static Goal atMost(String name, double ratio, double goal) {
        return new Goal(name, ratio, goal, false);
    }

    boolean met() {
        return least ? ratio >= goal : ratio <= goal;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.2fx (goal %s %.2fx: %s)", ratio, least ? ">=" : "<=", goal, met() ? "met" : "MISSED");
    }
}
