package io.watchfloor.cli.parse.truth;

import io.watchfloor.contracts.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fields that somebody says events of a source have, and how many have them. */
public final class Tally {
    private final Map<String, Integer> deviations = new TreeMap<>();
    private int asserted;
    private int agreed;

    Tally() {}

    /** Compares a field of an event; spelling of numbers, truth values, cases of names and fractions of times do not count. */
    void field(Event event, String field, String expected) {
        check(field, Values.agree(field, expected, event.value(field)));
    }

    void count(String what, int expected, int actual) {
        check(what, expected == actual);
    }

    private void check(String what, boolean agrees) {
        asserted++;
        if (agrees) {
            agreed++;
        } else {
            deviations.merge(what, 1, Integer::sum);
        }
    }

    public int asserted() {
        return asserted;
    }

    public int agreed() {
        return agreed;
    }

    /** Of the asserted fields, 1 when there are none. */
    public double share() {
        return asserted == 0 ? 1 : (double) agreed / asserted;
    }

    /** How many of which field differ. */
    public Map<String, Integer> deviations() {
        return Map.copyOf(deviations);
    }

    /** The event of these that agrees with most of the fields. */
    static @Nullable Event closest(List<Event> events, Map<String, String> fields) {
        Event best = null;
        long most = -1;
        for (Event event : events) {
            long agreeing = fields.entrySet().stream()
                    .filter(each -> Values.agree(each.getKey(), each.getValue(), event.value(each.getKey())))
                    .count();
            if (agreeing > most) {
                most = agreeing;
                best = event;
            }
        }
        return best;
    }
}
