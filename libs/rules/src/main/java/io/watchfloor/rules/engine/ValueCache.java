package io.watchfloor.rules.engine;

import org.jspecify.annotations.Nullable;

/**
 * The values of one field that were seen of late. Logs repeat themselves: most values are answered from here. Bounded by a budget that many
 * caches share. An entry is taken only if its bytes are equal, never by hash alone.
 */
final class ValueCache {
    private static final int FIRST_SIZE = 64;
    private static final int LAST_SIZE = 16_384;
    private static final int LONGEST = 1 << 15;

    private final FieldIndex index;
    private final FieldLookup lookup;
    private final ValueBudget budget;
    private @Nullable ValueEntry[] table = new @Nullable ValueEntry[FIRST_SIZE];
    private int displaced;
    private long hits;
    private long misses;

    ValueCache(FieldIndex index, TextFolder folder, ValueBudget budget) {
        this.index = index;
        this.lookup = new FieldLookup(index, folder);
        this.budget = budget;
    }

    FieldIndex index() {
        return index;
    }

    ValueEntry get(Slots slots, int slot) {
        byte[] bytes = slots.bytes[slot];
        int from = slots.start[slot];
        int to = slots.end[slot];
        long hash = Bytes.hash(bytes, from, to);
        int at = (int) hash & table.length - 1;
        ValueEntry known = table[at];
        if (known != null && known.is(hash, slots.kind[slot], bytes, from, to)) {
            hits++;
            return known;
        }
        misses++;
        ValueEntry entry = lookup.look(hash, slots, slot);
        if (to - from <= LONGEST) {
            keep(at, known, entry);
        }
        return entry;
    }

    private void keep(int at, @Nullable ValueEntry before, ValueEntry entry) {
        budget.use(entry.size() - (before == null ? 0 : before.size()));
        table[at] = entry;
        displaced += before == null ? 0 : 1;
        if (displaced > table.length && table.length < LAST_SIZE) {
            clear();
            table = new @Nullable ValueEntry[table.length * 4];
        }
    }

    long hits() {
        return hits;
    }

    long misses() {
        return misses;
    }

    void clear() {
        for (int i = 0; i < table.length; i++) {
            ValueEntry entry = table[i];
            budget.use(entry == null ? 0 : -entry.size());
            table[i] = null;
        }
        displaced = 0;
    }
}
