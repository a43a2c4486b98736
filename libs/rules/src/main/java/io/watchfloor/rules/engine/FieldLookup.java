package io.watchfloor.rules.engine;

import java.util.Arrays;

/** Asks the index of a field about values; for one thread. */
final class FieldLookup implements Automaton.Sink {
    private static final int[] NONE = {};

    private final FieldIndex index;
    private final int[] seen;
    private final int[] candidateIn;
    private final TextFolder folder;
    private final IntList marks = new IntList();
    private final IntList candidates = new IntList();
    private byte[] text = {};
    private int length;
    private int round;

    /** @param folder whose result is used while a value is looked at, no longer */
    FieldLookup(FieldIndex index, TextFolder folder) {
        this.index = index;
        this.folder = folder;
        this.seen = new int[index.marks()];
        this.candidateIn = new int[index.deferred.length];
    }

    /** All that is true of the value. */
    ValueEntry look(long hash, Slots slots, int slot) {
        byte kind = slots.kind[slot];
        byte[] bytes = slots.bytes[slot];
        int from = slots.start[slot];
        int to = slots.end[slot];
        nextRound();
        marks.size = 0;
        candidates.size = 0;
        text = folder.fold(kind, bytes, from, to);
        length = folder.length();
        for (int mark : index.every) {
            collect(mark);
        }
        for (int mark : index.exact.find(text, length)) {
            collect(mark);
        }
        index.find(text, length, this);
        return new ValueEntry(hash, kind, Arrays.copyOfRange(bytes, from, to), hits(), states());
    }

    private void nextRound() {
        if (++round == Integer.MAX_VALUE) {
            Arrays.fill(seen, 0);
            Arrays.fill(candidateIn, 0);
            round = 1;
        }
    }

    private int[] hits() {
        return marks.size == 0 ? NONE : marks.toArray();
    }

    private byte[] states() {
        byte[] states = new byte[index.deferred.length];
        for (int i = 0; i < states.length; i++) {
            states[i] = index.deferred(i).always() ? ValueEntry.UNKNOWN : ValueEntry.FAILS;
        }
        for (int i = 0; i < candidates.size; i++) {
            int test = candidates.items[i];
            if (index.deferred(test).mayPass(text, length)) {
                states[test] = ValueEntry.UNKNOWN;
            }
        }
        return states;
    }

    @Override
    public void found(int number, int end) {
        FieldIndex.Entry entry = index.entries.get(number);
        if (entry.mark() < 0) {
            addCandidate(entry.deferred());
        } else if (seen[entry.mark()] != round && fits(entry.pattern(), end)) {
            collect(entry.mark());
        }
    }

    private void addCandidate(int test) {
        if (candidateIn[test] != round) {
            candidateIn[test] = round;
            candidates.add(test);
        }
    }

    private boolean fits(FoldedPattern pattern, int end) {
        return switch (pattern.shape()) {
            case CONTAINS -> true;
            case PREFIX -> end == pattern.literal().length;
            case SUFFIX -> end == length;
            case GLOB -> pattern.fits(text, length);
            case EXACT, EVERY -> false;
        };
    }

    private void collect(int mark) {
        if (seen[mark] == round) {
            return;
        }
        seen[mark] = round;
        marks.add(mark);
        for (int group : index.groups[mark]) {
            collect(group);
        }
    }
}
