package io.watchfloor.search.export;

import io.watchfloor.contracts.Event;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Fields;
import io.watchfloor.search.event.FieldRights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is exported of an event.
 *
 * @param columns names as asked for, each with the fields that it may stand for; empty for all fields
 * @param rights of whoever asks
 */
record Columns(Map<String, List<String>> columns, FieldRights rights) {
    private static final int MOST = 100;
    private static final int LONGEST_NAME = 256;
    private static final List<String> OVERVIEW = List.of(
            Event.TIMESTAMP,
            Event.ID,
            Event.SOURCE,
            "event.dataset",
            "event.action",
            "event.outcome",
            "host.name",
            "user.name",
            "source.ip",
            "destination.ip",
            "process.name",
            "message");

    /** @param at what stands before the name of the field in a pointer */
    static Columns of(@Nullable List<String> names, ExportFormat format, FieldRights rights, String at) {
        if (names == null) {
            return format == ExportFormat.CSV ? of(OVERVIEW, rights) : new Columns(Map.of(), rights);
        }
        if (names.isEmpty() || names.size() > MOST) {
            throw ProblemException.invalid(at + "fields", "out_of_range", "fields has 1 to " + MOST + " names");
        }
        names.forEach(name -> check(name, at));
        names.forEach(name -> rights.require(FieldAliases.resolve(name), at + "fields"));
        return of(names, rights);
    }

    private static void check(@Nullable String name, String at) {
        boolean valid = name != null
                && !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.indexOf('*') < 0
                && FieldAliases.resolve(name).stream().noneMatch(Fields::isFamily);
        if (!valid) {
            throw ProblemException.invalid(
                    at + "fields", "invalid_field", "A column is a name, without wildcards, that stands for no family");
        }
    }

    private static Columns of(List<String> names, FieldRights rights) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        names.forEach(name -> columns.put(name, FieldAliases.resolve(name)));
        return new Columns(columns, rights);
    }

    String text() {
        return columns.isEmpty() ? "all" : String.join(",", columns.keySet());
    }

    List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /** The value of a column: that of the first of its fields which the event has. */
    @Nullable
    Object value(String name, Event event) {
        for (String field : columns.getOrDefault(name, List.of())) {
            Object value = event.value(field);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The event with the columns alone. */
    Map<String, Object> chosen(Event event) {
        if (columns.isEmpty()) {
            return rights.shown(event.fields());
        }
        Map<String, Object> chosen = new LinkedHashMap<>();
        for (String name : columns.keySet()) {
            Object value = value(name, event);
            if (value != null) {
                chosen.put(name, value);
            }
        }
        return chosen;
    }
}
