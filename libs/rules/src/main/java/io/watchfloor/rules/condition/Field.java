package io.watchfloor.rules.condition;

import java.util.List;

/**
 * What a predicate looks at: the values at one or more places of an event, none of which outranks another. A list of values, several places,
 * and objects in a list all add values; a predicate is true when it is true of any of them.
 *
 * @param paths names as in the event, dotted for nested objects ({@code process.name} is both the flat key and the nested one);
 *     empty means every value of the event
 */
public record Field(List<String> paths) {
    /** Every value of the event: what keywords look at. */
    public static final Field ANY = new Field(List.of());

    public Field {
        paths = List.copyOf(paths);
    }

    public static Field of(String path) {
        return new Field(List.of(path));
    }

    public boolean isAny() {
        return paths.isEmpty();
    }
}
