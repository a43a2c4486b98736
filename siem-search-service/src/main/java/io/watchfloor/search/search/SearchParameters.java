package io.watchfloor.search.search;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.QuerySyntaxException;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.SequenceRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A search that can be run: every field checked, times absolute.
 *
 * @param text the query as given
 * @param rangeText the time range as given
 */
record SearchParameters(
        String text,
        Query query,
        CompiledQuery compiled,
        TimeRange range,
        String rangeText,
        @Nullable String source,
        int maxResults,
        @Nullable String cursor,
        @Nullable SequenceRange sequence) {
    static final String DEFAULT_RANGE = "15m";
    static final int DEFAULT_RESULTS = 100;
    static final int MAX_RESULTS = 1_000;

    /** A page of the same search from another time on; its range is that of its first page. */
    SearchParameters within(TimeRange first) {
        return new SearchParameters(text, query, compiled, first, rangeText, source, maxResults, cursor, sequence);
    }

    /** A hash of what pages of one search have in common; binds a cursor to it. */
    String scope() {
        String search = text + "\n" + rangeText + "\n" + source + "\n" + sequence;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(search.getBytes(StandardCharsets.UTF_8));
            return "search:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Checks a request.
     *
     * @param at what stands before a field's name in a pointer: {@code /} for a body, {@code ?} for parameters
     * @param sources the known ones
     */
    static SearchParameters of(SearchRequest request, String at, Set<String> sources, Instant now) {
        Reader reader = new Reader(request, at, now);
        String text = reader.text();
        Query query = reader.query(text);
        return new SearchParameters(
                text,
                query,
                reader.compile(query),
                reader.range(),
                reader.rangeText(),
                reader.source(sources),
                reader.maxResults(),
                request.cursor(),
                reader.sequence());
    }

    private record Reader(SearchRequest request, String at, Instant now) {
        String text() {
            String query = request.query();
            if (query == null || query.isBlank()) {
                throw refused("query", "required", "query is required: a query in Lucene syntax, * for everything");
            }
            return query;
        }

        Query query(String text) {
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
                if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
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

        int maxResults() {
            Integer given = request.maxResults();
            if (given != null && (given < 1 || given > MAX_RESULTS)) {
                throw refused("max_results", "out_of_range", "max_results is a whole number from 1 to " + MAX_RESULTS);
            }
            return given == null ? DEFAULT_RESULTS : given;
        }

        @Nullable
        SequenceRange sequence() {
            if (request.sequenceAfter() == null && request.sequenceUpTo() == null) {
                return null;
            }
            if (request.sequenceUpTo() == null) {
                throw refused("sequence_up_to", "required", "sequence_up_to is required where sequence_after is given");
            }
            return new SequenceRange(
                    mark("sequence_after", request.sequenceAfter()), mark("sequence_up_to", request.sequenceUpTo()));
        }

        private HighWater mark(String field, @Nullable Map<Integer, Long> offsets) {
            Map<Integer, Long> given = offsets == null ? Map.of() : offsets;
            given.forEach((partition, offset) -> {
                if (partition == null || partition < 0 || offset == null || offset < 0) {
                    throw refused(field, "invalid_value", field + " maps partitions to offsets, both 0 or more");
                }
            });
            return new HighWater(given);
        }

        private ProblemException refused(String field, String code, String message) {
            return ProblemException.invalid(at + field, code, message);
        }
    }
}
