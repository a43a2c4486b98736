package io.watchfloor.rules.engine;

import java.util.List;

/**
 * Finds all of many literals in one pass (Aho and Corasick, 1975). States are numbered breadth first: the few shallow ones, where most text
 * keeps it, have full rows; deeper ones keep only their children and fall back, so that a hundred thousand states stay small. Immutable.
 */
final class Automaton {
    /** Entries of full rows, four bytes each: they should stay in the second-level cache. */
    private static final int DENSE_ENTRIES = 1 << 16;

    private final byte[] classes = new byte[256];
    private final int classCount;
    private final int denseStates;
    /**
     * Full rows. A position names a state: where its row begins, or, behind all rows, a place of {@link #childAt}. An entry is the position of the
     * next state, complemented when literals end there.
     */
    private final int[] dense;
    /** By state behind the dense ones: where its children begin. */
    private final int[] childAt;

    private final byte[] childClass;
    private final int[] child;
    private final int[] fallback;
    /** By state: itself or the nearest suffix of it at which literals end, or {@link Trie#NONE}. */
    private final int[] report;
    /** By state: the last pattern that ends there. */
    private final int[] pattern;

    private final int[] samePlace;

    /** @param literals none empty; the position in the list is the number of the pattern */
    Automaton(List<byte[]> literals) {
        Trie trie = new Trie(literals.size());
        for (int i = 0; i < literals.size(); i++) {
            trie.insert(i, literals.get(i));
        }
        classCount = classify(trie);
        int[] order = breadthFirst(trie);
        int[] state = inverse(order);
        samePlace = trie.samePlace;
        pattern = new int[order.length];
        fallback = fallbacks(trie, order, state);
        report = reports(trie, order);
        denseStates = Math.min(order.length, Math.max(1, DENSE_ENTRIES / classCount));
        dense = new int[denseStates * classCount];
        childAt = new int[order.length - denseStates + 1];
        int sparse = 0;
        for (int s = denseStates; s < order.length; s++) {
            sparse += children(trie, order[s]);
        }
        childClass = new byte[sparse];
        child = new int[sparse];
        fillDense(trie, order, state);
        fillSparse(trie, order, state);
    }

    private int classify(Trie trie) {
        int count = 1;
        for (int node = 1; node < trie.size; node++) {
            int b = trie.label[node] & 0xFF;
            if (classes[b] == 0) {
                classes[b] = (byte) count++;
            }
        }
        return count;
    }

    private static int[] breadthFirst(Trie trie) {
        int[] order = new int[trie.size];
        int tail = 1;
        for (int head = 0; head < tail; head++) {
            for (int c = trie.firstChild[order[head]]; c != Trie.NONE; c = trie.sibling[c]) {
                order[tail++] = c;
            }
        }
        return order;
    }

    private static int[] inverse(int[] order) {
        int[] state = new int[order.length];
        for (int s = 0; s < order.length; s++) {
            state[order[s]] = s;
        }
        return state;
    }

    private static int children(Trie trie, int node) {
        int count = 0;
        for (int c = trie.firstChild[node]; c != Trie.NONE; c = trie.sibling[c]) {
            count++;
        }
        return count;
    }

    private static int[] fallbacks(Trie trie, int[] order, int[] state) {
        int[] fallback = new int[order.length];
        for (int s = 0; s < order.length; s++) {
            for (int c = trie.firstChild[order[s]]; c != Trie.NONE; c = trie.sibling[c]) {
                fallback[state[c]] = s == 0 ? 0 : longestSuffix(trie, order, state, fallback, s, trie.label[c]);
            }
        }
        return fallback;
    }

    private static int longestSuffix(Trie trie, int[] order, int[] state, int[] fallback, int parent, byte label) {
        int s = fallback[parent];
        while (true) {
            int found = trie.child(order[s], label);
            if (found != Trie.NONE) {
                return state[found];
            }
            if (s == 0) {
                return 0;
            }
            s = fallback[s];
        }
    }

    private int[] reports(Trie trie, int[] order) {
        int[] reports = new int[order.length];
        reports[0] = Trie.NONE;
        pattern[0] = Trie.NONE;
        for (int s = 1; s < order.length; s++) {
            pattern[s] = trie.pattern[order[s]];
            reports[s] = pattern[s] != Trie.NONE ? s : reports[fallback[s]];
        }
        return reports;
    }

    private int position(int s) {
        return s < denseStates ? s * classCount : dense.length + s - denseStates;
    }

    private int stateAt(int position) {
        return position < dense.length ? position / classCount : position - dense.length + denseStates;
    }

    private int encoded(int s) {
        return report[s] == Trie.NONE ? position(s) : ~position(s);
    }

    private void fillDense(Trie trie, int[] order, int[] state) {
        for (int s = 0; s < denseStates; s++) {
            if (s > 0) {
                System.arraycopy(dense, fallback[s] * classCount, dense, s * classCount, classCount);
            }
            for (int c = trie.firstChild[order[s]]; c != Trie.NONE; c = trie.sibling[c]) {
                dense[s * classCount + classes[trie.label[c] & 0xFF]] = encoded(state[c]);
            }
        }
    }

    private void fillSparse(Trie trie, int[] order, int[] state) {
        int at = 0;
        for (int s = denseStates; s < order.length; s++) {
            childAt[s - denseStates] = at;
            for (int c = trie.firstChild[order[s]]; c != Trie.NONE; c = trie.sibling[c]) {
                childClass[at] = classes[trie.label[c] & 0xFF];
                child[at++] = encoded(state[c]);
            }
        }
        childAt[order.length - denseStates] = at;
    }

    /** Takes each literal found, as often as it is found. */
    interface Sink {
        /** @param end behind the literal */
        void found(int pattern, int end);
    }

    /** Reports every literal that ends in {@code text[0, length)}. */
    void scan(byte[] text, int length, Sink sink) {
        int at = 0;
        for (int i = 0; i < length; i++) {
            int ofClass = classes[text[i] & 0xFF] & 0xFF;
            int next = at < dense.length ? dense[at + ofClass] : sparseStep(at - dense.length, ofClass);
            if (next < 0) {
                next = ~next;
                report(stateAt(next), i + 1, sink);
            }
            at = next;
        }
    }

    /** @param from place of {@link #childAt} */
    private int sparseStep(int from, int ofClass) {
        int place = from;
        while (true) {
            int to = childAt[place + 1];
            for (int i = childAt[place]; i < to; i++) {
                if ((childClass[i] & 0xFF) == ofClass) {
                    return child[i];
                }
            }
            int shorter = fallback[place + denseStates];
            if (shorter < denseStates) {
                return dense[shorter * classCount + ofClass];
            }
            place = shorter - denseStates;
        }
    }

    private void report(int state, int end, Sink sink) {
        for (int s = report[state]; s != Trie.NONE; s = report[fallback[s]]) {
            for (int p = pattern[s]; p != Trie.NONE; p = samePlace[p]) {
                sink.found(p, end);
            }
        }
    }

    /** How many bytes the tables take. */
    long size() {
        return 4L * (dense.length + childAt.length + child.length + fallback.length + report.length + pattern.length)
                + childClass.length
                + 4L * samePlace.length;
    }
}
