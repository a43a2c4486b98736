package io.watchfloor.observables;

import java.util.Comparator;

/**
 * A value seen. The value is brought into the normal form of its type here, so that equal observables are equal
 * records. Sorts by type, then by value.
 *
 * @param value never blank; a blank one is refused with {@link IllegalArgumentException}
 */
public record Observable(ObservableType type, String value) implements Comparable<Observable> {
    private static final Comparator<Observable> ORDER =
            Comparator.comparing(Observable::type).thenComparing(Observable::value);

    public Observable {
        value = type.normalise(value);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an observable needs a value");
        }
    }

    /** {@code type:value}, as in dedup keys. */
    public String qualified() {
        return type.wireName() + ':' + value;
    }

    @Override
    public int compareTo(Observable other) {
        return ORDER.compare(this, other);
    }
}
