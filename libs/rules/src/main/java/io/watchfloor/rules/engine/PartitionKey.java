package io.watchfloor.rules.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes of the key fields: two values are of one class when every mark holds of both or of neither. There are only as many classes as the
 * rules can tell apart, whatever values an attacker sends; partitions are numbered by them.
 */
final class PartitionKey {
    static final int MAX_FIELDS = 5;
    /** The event does not have the field. */
    static final int ABSENT = 0;
    /** The field is there without a value. */
    static final int EMPTY = 1;

    private static final int BITS = 12;

    /** What holds of the values of a class. */
    record KeyClass(boolean present, boolean value, int[] marks) {
        boolean holds(int mark) {
            return Arrays.binarySearch(marks, mark) >= 0;
        }
    }

    private record Marks(int[] sorted) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Marks marks && Arrays.equals(sorted, marks.sorted);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(sorted);
        }
    }

    private final List<KeyClass> classes = new ArrayList<>();
    private final Map<Marks, Integer> numbers = new HashMap<>();

    PartitionKey() {
        classes.add(new KeyClass(false, false, new int[0]));
        classes.add(new KeyClass(true, false, new int[0]));
    }

    /** The class of values of which these marks hold; sorts them. */
    int of(int[] marks) {
        Arrays.sort(marks);
        return numbers.computeIfAbsent(new Marks(marks), key -> {
            classes.add(new KeyClass(true, true, key.sorted()));
            return classes.size() - 1;
        });
    }

    KeyClass get(int number) {
        return classes.get(number);
    }

    /** Whether the numbers no longer fit in a key. */
    boolean isFull() {
        return classes.size() >= 1 << BITS;
    }

    static long with(long key, int number) {
        return key << BITS | number;
    }
}
