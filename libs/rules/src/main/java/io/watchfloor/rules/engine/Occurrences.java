package io.watchfloor.rules.engine;

import io.watchfloor.rules.condition.Predicate.Relation;
import io.watchfloor.rules.condition.PredicateTest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields that rules ask about occur in an event, and what is known of the values there. A field that occurs several times is a list of its
 * occurrences. Reused from event to event.
 */
final class Occurrences {
    static final int NOWHERE = -1;

    final Slots slots = new Slots();
    private final RuleSet rules;
    private final ValueCache[] caches;
    private final TextFolder folder;
    /** By field: its first occurrence in the event. */
    private final int[] first;

    private int[] slotOf = new int[64];
    private int[] fieldOf = new int[64];
    private int[] next = new int[64];
    private @Nullable ValueEntry[] entryOf = new @Nullable ValueEntry[64];
    private int count;
    private int labels;

    /** @param caches by field */
    Occurrences(RuleSet rules, ValueCache[] caches, TextFolder folder) {
        this.rules = rules;
        this.caches = caches;
        this.folder = folder;
        this.first = new int[caches.length];
        Arrays.fill(first, NOWHERE);
    }

    /** Leaves nothing but the labels. */
    void begin(RuleSet.Labels with) {
        for (int o = 0; o < count; o++) {
            first[fieldOf[o]] = NOWHERE;
        }
        count = 0;
        slots.clear();
        for (RuleSet.Label label : with.items) {
            slots.add(label.path(), Slots.WIDE, label.value(), 0, label.value().length);
        }
        labels = slots.count;
    }

    /** Makes occurrences of the slots. */
    void locate() {
        int[][] fieldsOfPath = rules.fieldsOfPath();
        for (int slot = 0; slot < slots.count; slot++) {
            int path = slots.path[slot];
            if (path >= 0) {
                for (int field : fieldsOfPath[path]) {
                    add(field, slot);
                }
            }
        }
    }

    /**
     * Every value that is not hidden is one of the field that is all of them; those are left out of which nothing can hold.
     *
     * @param json holds the event at {@code [from, to)}
     */
    void locateAny(int anyField, AnyValue any, byte[] json, int from, int to) {
        LiteralSearch filter = any.filter();
        boolean inEvent = filter == null || filter.mayStand(json, from, to);
        for (int slot = labels; slot < slots.count; slot++) {
            boolean wide = slots.kind[slot] == Slots.WIDE;
            if ((inEvent || wide)
                    && isWanted(filter, slot, wide)
                    && !rules.paths().isHidden(slots.path[slot])) {
                add(anyField, slot);
            }
        }
    }

    private boolean isWanted(@Nullable LiteralSearch filter, int slot, boolean wide) {
        byte[] bytes = slots.bytes[slot];
        int from = slots.start[slot];
        int to = slots.end[slot];
        return filter == null || wide && !Bytes.foldsApart(bytes, from, to) || filter.mayStand(bytes, from, to);
    }

    private void add(int field, int slot) {
        if (count == slotOf.length) {
            int size = count * 2;
            slotOf = Arrays.copyOf(slotOf, size);
            fieldOf = Arrays.copyOf(fieldOf, size);
            next = Arrays.copyOf(next, size);
            entryOf = Arrays.copyOf(entryOf, size);
        }
        slotOf[count] = slot;
        fieldOf[count] = field;
        next[count] = first[field];
        entryOf[count] = null;
        first[field] = count++;
    }

    int count() {
        return count;
    }

    int field(int occurrence) {
        return fieldOf[occurrence];
    }

    /** The field's first occurrence, or {@link #NOWHERE}. */
    int first(int field) {
        return first[field];
    }

    /** The next occurrence of the same field, or {@link #NOWHERE}. */
    int next(int occurrence) {
        return next[occurrence];
    }

    boolean isNull(int occurrence) {
        return slots.kind[slotOf[occurrence]] == Slots.NULL;
    }

    /** What is known of the value there, which must not be null. */
    ValueEntry entry(int occurrence) {
        ValueEntry entry = entryOf[occurrence];
        if (entry == null) {
            entry = caches[fieldOf[occurrence]].get(slots, slotOf[occurrence]);
            entryOf[occurrence] = entry;
        }
        return entry;
    }

    /** Whether a value of the field passes the test. */
    boolean passes(int field, int test) {
        for (int o = first[field]; o != NOWHERE; o = next[o]) {
            if (!isNull(o) && entry(o).passes(test, caches[field].index(), folder)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the field is there, or, if {@code value}, has one. */
    boolean isPresent(int field, boolean value) {
        for (int o = first[field]; o != NOWHERE; o = next[o]) {
            if (!value || !isNull(o)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value of one field stands so to a value of the other. */
    boolean relates(int field, int other, Relation relation) {
        for (int o = first[field]; o != NOWHERE; o = next[o]) {
            for (int p = first[other]; p != NOWHERE; p = next[p]) {
                if (!isNull(o) && !isNull(p) && PredicateTest.related(relation, text(o), text(p))) {
                    return true;
                }
            }
        }
        return false;
    }

    private String text(int occurrence) {
        int slot = slotOf[occurrence];
        return folder.text(slots.kind[slot], slots.bytes[slot], slots.start[slot], slots.end[slot]);
    }
}
