package io.watchfloor.cli.parse;

import io.watchfloor.contracts.Event;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many events a run made, of which sources, and how many had something that could not be read. */
final class ParseCount {
    private final Map<String, Integer> bySource = new TreeMap<>();
    private int events;
    private int errors;
    private int unmapped;

    void add(Event event) {
        events++;
        bySource.merge(String.valueOf(event.value(Event.SOURCE)), 1, Integer::sum);
        if ("pipeline_error".equals(event.value("event.kind"))) {
            errors++;
        }
        if (event.fields().keySet().stream().anyMatch(name -> name.startsWith("unmapped."))) {
            unmapped++;
        }
    }

    String summary() {
        String sources = bySource.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        return events + " events (" + sources + "), " + errors + " not understood, " + unmapped
                + " with values that do not fit their field";
    }
}
