package io.watchfloor.search.store;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields events have. Keeps so many names and says when there were more. Used by one thread at a time. */
public final class FieldUses {
    private static final int MOST_NAMES = 10_000;

    /**
     * A field.
     *
     * @param types what its values are, at least one
     * @param events those that were stored together with one that has it: as many have it at most
     */
    public record FieldUse(String name, Set<FieldType> types, long events) {
        public FieldUse {
            types = Set.copyOf(types);
        }
    }

    private static final class Use {
        private final EnumSet<FieldType> types = EnumSet.noneOf(FieldType.class);
        private long events;
    }

    private final Map<String, Use> uses = new HashMap<>();
    private boolean full;

    void add(String name, FieldType type, long events) {
        Use use = uses.get(name);
        if (use == null && uses.size() >= MOST_NAMES) {
            full = true;
            return;
        }
        if (use == null) {
            use = new Use();
            uses.put(name, use);
        }
        use.types.add(type);
        use.events += events;
    }

    /** Takes the fields of other events. */
    public void add(FieldUses other) {
        other.uses.forEach((name, use) -> use.types.forEach(type -> add(name, type, 0)));
        other.uses.forEach(
                (name, use) -> use.types.stream().findFirst().ifPresent(type -> add(name, type, use.events)));
        full |= other.full;
    }

    /** All fields, in no order. */
    public List<FieldUse> all() {
        return uses.entrySet().stream()
                .map(each -> new FieldUse(each.getKey(), each.getValue().types, each.getValue().events))
                .toList();
    }

    /** Whether there were more names than are kept. */
    public boolean isFull() {
        return full;
    }
}
