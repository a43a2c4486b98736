package io.watchfloor.search.search;

import io.watchfloor.contracts.Event;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Query;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.store.Candidates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of an event are answered.
 *
 * @param names of fields
 * @param beginnings of families of fields, up to and with the dot
 * @param all whether it is all of them
 * @param rights of whoever asks, without which nothing is answered
 */
record FieldSelection(Set<String> names, List<String> beginnings, boolean all, FieldRights rights) {
    static final int MOST = 100;

    FieldSelection {
        names = Set.copyOf(names);
        beginnings = List.copyOf(beginnings);
    }

    /**
     * Reads the names of a request.
     *
     * @param at what stands before the field's name in a pointer
     */
    static FieldSelection of(@Nullable List<String> asked, FieldRights rights, String at) {
        if (asked == null) {
            return new FieldSelection(Set.of(), List.of(), true, rights);
        }
        if (asked.isEmpty() || asked.size() > MOST) {
            throw ProblemException.invalid(
                    at + "fields", "out_of_range", "fields has 1 to " + MOST + " names; leave it out for all fields");
        }
        Set<String> names = new HashSet<>(Set.of(Event.ID, Event.TIMESTAMP));
        List<String> beginnings = new ArrayList<>();
        for (String name : asked) {
            check(name, at);
            for (String field : FieldAliases.resolve(name)) {
                if (Fields.isFamily(field)) {
                    beginnings.add(field.substring(0, field.length() - 1));
                } else {
                    names.add(field);
                }
            }
        }
        rights.require(names, at + "fields");
        return new FieldSelection(names, beginnings, asked.contains(Query.ANY_FIELD), rights);
    }

    private static void check(@Nullable String name, String at) {
        boolean valid = name != null
                && !name.isBlank()
                && name.length() <= FilterReader.LONGEST_FIELD
                && (name.indexOf('*') < 0 || Fields.isFamily(name) || name.equals(Query.ANY_FIELD));
        if (!valid) {
            throw ProblemException.invalid(
                    at + "fields", "invalid_field", "A field is a name, or a family of names such as winlog.*");
        }
    }

    /** What is answered of an event. */
    FoundEvent of(Candidates.Item event) {
        return new ChosenEvent(event, this);
    }

    /** Whether a field is answered. */
    boolean holds(String name) {
        return rights.allow(name)
                && (all || names.contains(name) || beginnings.stream().anyMatch(name::startsWith));
    }
}
