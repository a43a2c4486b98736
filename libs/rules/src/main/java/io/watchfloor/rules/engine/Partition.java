package io.watchfloor.rules.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that events of a kind can match, what is left of them, and which marks make one worth evaluating. */
final class Partition {
    private static final int[] NONE = {};
    /** After so many events the witnesses are chosen again by what was counted. */
    private static final int[] TUNINGS = {500, 5_000, 50_000};

    /** A rule folded with the classes of the partition. */
    record Survivor(int rule, Node root) {}

    /** From the marks of one field to the rules that wait for them. */
    private static final class Waiting {
        final IntList marks = new IntList();
        final List<IntList> rules = new ArrayList<>();
        int[] keys = NONE;
        int[][] values = {};

        void add(int mark, int rule, Map<Integer, Integer> places) {
            int place = places.computeIfAbsent(mark, key -> {
                marks.add(key);
                rules.add(new IntList());
                return marks.size - 1;
            });
            rules.get(place).add(rule);
        }

        void index() {
            int size = Integer.highestOneBit(marks.size) * 4;
            keys = new int[size];
            values = new int[size][];
            Arrays.fill(keys, -1);
            for (int i = 0; i < marks.size; i++) {
                int at = marks.items[i] & size - 1;
                while (keys[at] >= 0) {
                    at = at + 1 & size - 1;
                }
                keys[at] = marks.items[i];
                values[at] = rules.get(i).toArray();
            }
        }

        int[] of(int mark) {
            int mask = keys.length - 1;
            int at = mark & mask;
            while (keys[at] >= 0) {
                if (keys[at] == mark) {
                    return values[at];
                }
                at = at + 1 & mask;
            }
            return NONE;
        }
    }

    private final Survivor[] survivors;
    private final int fields;
    private final @Nullable AnyValue any;
    private @Nullable Waiting[] waiting = {};
    private int[] always = NONE;
    private int events;
    private int tuned;

    Partition(List<Survivor> survivors, int fields, @Nullable AnyValue any, Frequency frequency) {
        this.survivors = survivors.toArray(Survivor[]::new);
        this.fields = fields;
        this.any = any;
        choose(frequency);
    }

    private void choose(Frequency frequency) {
        waiting = new @Nullable Waiting[fields];
        IntList unconditional = new IntList();
        Map<Integer, Map<Integer, Integer>> places = new HashMap<>();
        for (int i = 0; i < survivors.length; i++) {
            Set<Node.Mark> witnesses = new LinkedHashSet<>(Witnesses.of(survivors[i].root(), frequency));
            for (Node.Mark witness : witnesses) {
                Waiting of = waiting[witness.field];
                if (of == null) {
                    of = new Waiting();
                    waiting[witness.field] = of;
                }
                of.add(witness.mark, i, places.computeIfAbsent(witness.field, key -> new HashMap<>()));
            }
            if (witnesses.isEmpty()) {
                unconditional.add(i);
            }
        }
        always = unconditional.toArray();
        for (Waiting of : waiting) {
            if (of != null) {
                of.index();
            }
        }
    }

    /** What the rules ask about every value of the event; null when they ask nothing of the kind. */
    @Nullable
    AnyValue any() {
        return any;
    }

    /** Counts an event. */
    void seen(Frequency frequency) {
        events++;
        if (tuned < TUNINGS.length && events == TUNINGS[tuned]) {
            tuned++;
            choose(frequency);
        }
    }

    boolean waitsFor(int field) {
        return waiting[field] != null;
    }

    /** The survivors that wait for the mark. */
    int[] waiting(int field, int mark) {
        Waiting of = waiting[field];
        return of == null ? NONE : of.of(mark);
    }

    /** The survivors that wait for nothing. */
    int[] always() {
        return always;
    }

    int size() {
        return survivors.length;
    }

    Survivor survivor(int number) {
        return survivors[number];
    }
}
