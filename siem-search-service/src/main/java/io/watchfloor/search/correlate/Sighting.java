package io.watchfloor.search.correlate;

import java.util.Comparator;

/**
 * An indicator as one event has it.
 *
 * @param field of the event
 * @param value of the field, as it stands there
 */
public record Sighting(Indicator indicator, String field, String value) implements Comparable<Sighting> {
    private static final Comparator<Sighting> ORDER = Comparator.comparing(Sighting::indicator)
            .thenComparing(Sighting::field)
            .thenComparing(Sighting::value);

    @Override
    public int compareTo(Sighting other) {
        return ORDER.compare(this, other);
    }
}
