package io.watchfloor.attack.quote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In which passages each term is, and with what weight; the weights of a passage together have length 1.
 *
 * @param starts where the entries of a term begin; one more than there are terms
 * @param passages of each entry, ascending within a term
 * @param weights of each entry
 * @param count of passages in all
 */
record Postings(int[] starts, int[] passages, float[] weights, int count) {

    /** What a term says in a text that has it so often. */
    static double weight(int times, double rarity) {
        return (1 + Math.log(times)) * rarity;
    }

    /** The logarithm of how rare a term is. */
    double rarity(int term) {
        return rarity(count, starts[term + 1] - starts[term]);
    }

    /** Of a term that no passage has. */
    double rarest() {
        return rarity(count, 1);
    }

    private static double rarity(int count, int having) {
        return Math.log((count + 1.0) / having);
    }

    /** Adds what a term says to the sums of the passages from {@code first} on. */
    void addTo(float[] sums, int term, int first, float weight) {
        int found = Arrays.binarySearch(passages, starts[term], starts[term + 1], first);
        int last = first + sums.length;
        for (int i = found < 0 ? -found - 1 : found; i < starts[term + 1] && passages[i] < last; i++) {
            sums[passages[i] - first] += weight * weights[i];
        }
    }

    /** Takes the passages in their order. */
    static final class Builder {
        private final List<int[]> terms;
        private final List<int[]> times;
        private int entries;

        Builder(int capacity) {
            terms = new ArrayList<>(capacity);
            times = new ArrayList<>(capacity);
        }

        /**
         * The next passage.
         *
         * @param its terms, each once
         * @param often how often each is there
         */
        void add(int[] its, int[] often) {
            terms.add(its);
            times.add(often);
            entries += its.length;
        }

        Postings build(int termCount) {
            int[] starts = new int[termCount + 1];
            for (int[] its : terms) {
                for (int term : its) {
                    starts[term + 1]++;
                }
            }
            for (int term = 0; term < termCount; term++) {
                starts[term + 1] += starts[term];
            }
            Postings postings = new Postings(starts, new int[entries], new float[entries], terms.size());
            fill(postings);
            return postings;
        }

        private void fill(Postings postings) {
            int[] next = postings.starts.clone();
            for (int passage = 0; passage < terms.size(); passage++) {
                int[] its = terms.get(passage);
                double[] weights = weights(postings, its, times.get(passage));
                for (int i = 0; i < its.length; i++) {
                    int entry = next[its[i]]++;
                    postings.passages[entry] = passage;
                    postings.weights[entry] = (float) weights[i];
                }
            }
        }

        private static double[] weights(Postings postings, int[] its, int[] often) {
            double[] weights = new double[its.length];
            double squares = 0;
            for (int i = 0; i < its.length; i++) {
                weights[i] = weight(often[i], postings.rarity(its[i]));
                squares += weights[i] * weights[i];
            }
            double length = squares == 0 ? 1 : Math.sqrt(squares);
            return Arrays.stream(weights).map(weight -> weight / length).toArray();
        }
    }
}
