package io.watchfloor.cli.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Goes over examples several times, in another order each time, at a rate that falls to zero.
 *
 * @param count how many times
 * @param rate at first
 */
record Rounds(int count, float rate) {
    /** Learns an example at a rate; its loss. */
    interface Step {
        double learn(Example example, float rate);
    }

    /** @param progress told each round and its mean loss */
    void over(List<Example> examples, Random random, Step step, BiConsumer<Integer, Double> progress) {
        List<Example> shuffled = new ArrayList<>(examples);
        long steps = (long) count * shuffled.size();
        long done = 0;
        for (int round = 1; round <= count; round++) {
            Collections.shuffle(shuffled, random);
            double loss = 0;
            for (Example example : shuffled) {
                loss += step.learn(example, rate * (1 - (float) done++ / steps) * example.weight());
            }
            progress.accept(round, loss / shuffled.size());
        }
    }
}
