package io.watchfloor.search.search;

import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.QueryPrinter;
import io.watchfloor.query.QuerySyntaxException;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import io.watchfloor.search.cost.QueryCost;
import io.watchfloor.search.cost.Rewrite;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.store.StoreQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which events an operation is about: every field checked, times absolute.
 *
 * @param text the query as given
 * @param query of the text and the filters
 * @param compiled the same, to be evaluated
 * @param rangeText the time range as given
 */
public record EventSelection(
        String text,
        Query query,
        CompiledQuery compiled,
        TimeRange range,
        String rangeText,
        @Nullable String source) {
    static final String DEFAULT_RANGE = "15m";
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** The same over other times. */
    public EventSelection within(TimeRange other) {
        return new EventSelection(text, query, compiled, other, rangeText, source);
    }

    /** What a store is asked for: the tenant's events of this selection, newest first. */
    public StoreQuery of(TenantId tenant) {
        return new StoreQuery(tenant, query, compiled, range, source, null, null, 1);
    }

    /**
     * Checks a request.
     *
     * @param rights of whoever asks
     * @param at what stands before a field's name in a pointer: {@code /} for a body, {@code ?} for parameters
     * @param sources the known ones
     */
    public static EventSelection of(
            SelectionRequest request, FieldRights rights, String at, Set<String> sources, Instant now) {
        Reader reader = new Reader(request, at, now);
        String text = reader.text();
        Query query = reader.query(text);
        CompiledQuery compiled = reader.compile(query);
        reader.requireAllowed(rights, compiled);
        return new EventSelection(text, query, compiled, reader.range(), reader.rangeText(), reader.source(sources));
    }

    private record Reader(SelectionRequest request, String at, Instant now) {
        String text() {
            String query = request.query();
            if (query == null || query.isBlank()) {
                throw refused("query", "required", "query is required: a query in Lucene syntax, * for everything");
            }
            return query;
        }

        Query query(String text) {
            List<Query> all = new ArrayList<>();
            all.add(parsed(text));
            all.addAll(new FilterReader(at).read(request.filters()));
            return cheapEnough(text, Query.and(all));
        }

        private Query cheapEnough(String text, Query query) {
            QueryCost cost = QueryCost.of(query);
            if (!cost.isTooMuch()) {
                return query;
            }
            QueryCost.Clause worst = cost.clauses().getFirst();
            String printed = QueryPrinter.print(worst.query());
            int position = Math.max(0, text.indexOf(printed));
            String shown = printed.length() > 80 ? printed.substring(0, 80) + "…" : printed;
            throw refused(
                            "query",
                            "too_costly",
                            "The query costs about " + cost.perEvent() + " comparisons an event, more than "
                                    + QueryCost.MOST + "; most of all " + shown + " (position " + position + "): "
                                    + Rewrite.of(worst.query()))
                    .with("position", position);
        }

        private Query parsed(String text) {
            try {
                return QueryParser.parse(text);
            } catch (QuerySyntaxException e) {
                throw syntax(e);
            }
        }

        CompiledQuery compile(Query query) {
            try {
                return CompiledQuery.of(query, now);
            } catch (QuerySyntaxException e) {
                throw syntax(e);
            }
        }

        void requireAllowed(FieldRights rights, CompiledQuery compiled) {
            List<SearchFilter> filters = request.filters() == null ? List.of() : request.filters();
            for (int i = 0; i < filters.size(); i++) {
                List<String> fields =
                        FieldAliases.resolve(String.valueOf(filters.get(i).field()));
                rights.require(fields, at + "filters/" + i + "/field");
            }
            rights.require(compiled.fields(), at + "query");
        }

        private ProblemException syntax(QuerySyntaxException e) {
            return refused("query", "syntax", e.getMessage() + " (position " + e.position() + ")")
                    .with("position", e.position());
        }

        TimeRange range() {
            if (request.from() == null && request.to() != null) {
                throw refused("from", "required", "from is required where to is given");
            }
            if (request.from() != null && request.timeRange() != null) {
                throw refused("time_range", "conflict", "Give either time_range or from and to");
            }
            try {
                return request.from() == null
                        ? TimeRange.parse(relative(), now)
                        : new TimeRange(instant("from", request.from()), to());
            } catch (TimeRangeException e) {
                throw refused(
                        request.from() == null ? "time_range" : "from",
                        "invalid_time_range",
                        String.valueOf(e.getMessage()));
            }
        }

        private String relative() {
            return request.timeRange() == null ? DEFAULT_RANGE : request.timeRange();
        }

        private Instant to() {
            return request.to() == null ? now : instant("to", request.to());
        }

        String rangeText() {
            return request.from() == null
                    ? relative()
                    : request.from() + "/" + (request.to() == null ? "now" : request.to());
        }

        private Instant instant(String field, @Nullable String text) {
            try {
                Instant instant = OffsetDateTime.parse(text == null ? "" : text).toInstant();
                if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
                    throw refused(field, "invalid_time", "A time is of the years 1970 to 9999");
                }
                return instant;
            } catch (DateTimeParseException e) {
                throw refused(field, "invalid_time", "A time is written as in 2026-01-31T10:15:30Z (RFC 3339)");
            }
        }

        @Nullable
        String source(Set<String> known) {
            String source = request.source();
            if (source != null && !known.contains(source)) {
                throw refused(
                        "source", "unknown_source", "source must be one of " + String.join(", ", new TreeSet<>(known)));
            }
            return source;
        }

        private ProblemException refused(String field, String code, String message) {
            return ProblemException.invalid(at + field, code, message);
        }
    }
}
