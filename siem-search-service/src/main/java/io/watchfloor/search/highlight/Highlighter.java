package io.watchfloor.search.highlight;

import io.watchfloor.query.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says where in an event the texts are that a query asked for. Clauses under {@code NOT} mark nothing. Bounded: of long queries the first
 * clauses, of very long values nothing, of many places the first are marked.
 */
public final class Highlighter {
    static final int MOST_MARKS = 32;
    static final int MOST_SPANS = 50;
    static final int MOST_FIELDS = 50;
    static final int MOST_VALUES = 20;
    static final int LONGEST_VALUE = 65_536;

    private final List<Mark> marks;

    private Highlighter(List<Mark> marks) {
        this.marks = List.copyOf(marks);
    }

    /** @param now what {@code now} means in ranges */
    public static Highlighter of(Query query, Instant now) {
        List<Query> leaves = new ArrayList<>();
        collect(query, leaves);
        return new Highlighter(leaves.stream()
                .map(leaf -> Mark.of(leaf, now))
                .flatMap(Optional::stream)
                .limit(MOST_MARKS)
                .toList());
    }

    private static void collect(Query query, List<Query> leaves) {
        if (query instanceof Query.And(var clauses)) {
            clauses.forEach(clause -> collect(clause, leaves));
        } else if (query instanceof Query.Or(var clauses)) {
            clauses.forEach(clause -> collect(clause, leaves));
        } else if (!(query instanceof Query.Not)) {
            leaves.add(query);
        }
    }

    /** What to mark by field, in the order of places. Fields without anything are left out. */
    public Map<String, List<Span>> of(Map<String, Object> event) {
        Map<String, List<Span>> found = new LinkedHashMap<>();
        event.forEach((name, value) -> {
            List<Span> spans = found.size() < MOST_FIELDS ? spans(name, value) : List.of();
            if (!spans.isEmpty()) {
                found.put(name, spans);
            }
        });
        return found;
    }

    private List<Span> spans(String name, Object value) {
        List<Mark> here = marks.stream().filter(mark -> mark.looksInto(name)).toList();
        if (here.isEmpty()) {
            return List.of();
        }
        if (value instanceof List<?> values) {
            return IntStream.range(0, Math.min(MOST_VALUES, values.size()))
                    .boxed()
                    .flatMap(i -> ofValue(here, name, values.get(i)).stream()
                            .map(span -> new Span(span.start(), span.end(), i)))
                    .limit(MOST_SPANS)
                    .toList();
        }
        return ofValue(here, name, value);
    }

    private static List<Span> ofValue(List<Mark> marks, String name, Object value) {
        String text = String.valueOf(value);
        boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
        if (!plain || text.length() > LONGEST_VALUE) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        marks.forEach(mark -> spans.addAll(mark.spans(name, value, text)));
        return joined(spans);
    }

    /** In order, those that overlap or touch as one. */
    private static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
        for (Span span : spans) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && span.start() <= last.end()) {
                joined.set(joined.size() - 1, new Span(last.start(), Math.max(last.end(), span.end()), null));
            } else if (joined.size() < MOST_SPANS) {
                joined.add(span);
            }
        }
        return joined;
    }
}
