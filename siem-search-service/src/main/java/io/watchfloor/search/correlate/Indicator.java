package io.watchfloor.search.correlate;

import java.util.Comparator;

/**
 * A value that events may share. An address is one whether an event has it as source or as destination.
 *
 * @param kind what is compared: {@code ip}, {@code user}, {@code hash}, …, or the name of a field
 * @param value in the form in which values of this kind are compared
 */
public record Indicator(String kind, String value) implements Comparable<Indicator> {
    private static final Comparator<Indicator> ORDER =
            Comparator.comparing(Indicator::kind).thenComparing(Indicator::value);

    /** The id of its node in a graph. */
    public String nodeId() {
        return kind + ':' + value;
    }

    @Override
    public int compareTo(Indicator other) {
        return ORDER.compare(this, other);
    }
}
