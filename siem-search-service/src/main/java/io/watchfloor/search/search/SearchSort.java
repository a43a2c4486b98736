package io.watchfloor.search.search;

import io.watchfloor.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The order of found events: by event time and, of the same time, by id. */
enum SearchSort {
    NEWEST_FIRST("@timestamp:desc"),
    OLDEST_FIRST("@timestamp:asc");

    private final String text;

    SearchSort(String text) {
        this.text = text;
    }

    /** @param at what stands before the field's name in a pointer */
    static SearchSort of(@Nullable String asked, String at) {
        if (asked == null || asked.equals(NEWEST_FIRST.text)) {
            return NEWEST_FIRST;
        }
        if (asked.equals(OLDEST_FIRST.text)) {
            return OLDEST_FIRST;
        }
        String field = asked.indexOf(':') < 0 ? asked : asked.substring(0, asked.indexOf(':'));
        String shown = field.length() > 60 ? field.substring(0, 60) + "…" : field;
        throw ProblemException.invalid(
                at + "sort",
                "unsupported_sort",
                "Events are not sorted by '" + shown + "': sort is " + NEWEST_FIRST.text + " or " + OLDEST_FIRST.text
                        + ". For the most frequent values of a field ask for its facets");
    }
}
