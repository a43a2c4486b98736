package io.watchfloor.search.search;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.SequenceRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search that can be run: every field checked, times absolute.
 *
 * @param shown what is answered of each event
 * @param highlight whether to answer where the texts of the query are
 * @param scope a hash of what pages of one search have in common; binds a cursor to it
 */
record SearchParameters(
        EventSelection selection,
        FieldSelection shown,
        SearchSort sort,
        boolean highlight,
        int maxResults,
        @Nullable String cursor,
        @Nullable SequenceRange sequence,
        String scope) {
    static final int DEFAULT_RESULTS = 100;
    static final int MAX_RESULTS = 1_000;

    /**
     * Checks a request.
     *
     * @param rights of whoever asks
     * @param at what stands before a field's name in a pointer: {@code /} for a body, {@code ?} for parameters
     * @param sources the known ones
     */
    static SearchParameters of(SearchRequest request, FieldRights rights, String at, Set<String> sources, Instant now) {
        EventSelection selection = EventSelection.of(request, rights, at, sources, now);
        SequenceRange sequence = sequence(request, at);
        SearchSort sort = SearchSort.of(request.sort(), at);
        return new SearchParameters(
                selection,
                FieldSelection.of(request.fields(), rights, at),
                sort,
                Boolean.TRUE.equals(request.highlight()),
                maxResults(request.maxResults(), at),
                request.cursor(),
                sequence,
                scope(request, selection, sequence, sort));
    }

    private static String scope(
            SearchRequest request, EventSelection selection, @Nullable SequenceRange sequence, SearchSort sort) {
        String search = selection.text() + "\n" + request.filters() + "\n" + selection.rangeText() + "\n"
                + selection.source() + "\n" + sequence + "\n" + sort;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(search.getBytes(StandardCharsets.UTF_8));
            return "search:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int maxResults(@Nullable Integer given, String at) {
        if (given != null && (given < 1 || given > MAX_RESULTS)) {
            throw ProblemException.invalid(
                    at + "max_results", "out_of_range", "max_results is a whole number from 1 to " + MAX_RESULTS);
        }
        return given == null ? DEFAULT_RESULTS : given;
    }

    private static @Nullable SequenceRange sequence(SearchRequest request, String at) {
        if (request.sequenceAfter() == null && request.sequenceUpTo() == null) {
            return null;
        }
        if (request.sequenceUpTo() == null) {
            throw ProblemException.invalid(
                    at + "sequence_up_to", "required", "sequence_up_to is required where sequence_after is given");
        }
        return new SequenceRange(
                mark(at + "sequence_after", request.sequenceAfter()),
                mark(at + "sequence_up_to", request.sequenceUpTo()));
    }

    private static HighWater mark(String pointer, @Nullable Map<Integer, Long> offsets) {
        Map<Integer, Long> given = offsets == null ? Map.of() : offsets;
        given.forEach((partition, offset) -> {
            if (partition == null || partition < 0 || offset == null || offset < 0) {
                throw ProblemException.invalid(
                        pointer, "invalid_value", pointer.substring(1) + " maps partitions to offsets, both 0 or more");
            }
        });
        return new HighWater(given);
    }
}
