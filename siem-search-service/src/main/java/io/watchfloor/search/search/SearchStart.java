package io.watchfloor.search.search;

import static java.util.stream.Collectors.joining;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins: what a cursor carries.
 *
 * @param range of the first page
 * @param behind the event behind which the page begins; null for the first page
 * @param matchedBefore events on the pages before
 * @param stored only these events: what was there when the first page was asked for
 * @param taken when that was
 */
record SearchStart(TimeRange range, @Nullable UUID behind, long matchedBefore, SequenceRange stored, Instant taken) {
    private static final String NONE = "";

    /** The first page of what is stored below a mark. */
    static SearchStart first(TimeRange range, HighWater upTo, Instant now) {
        return new SearchStart(range, null, 0, SequenceRange.upTo(upTo), now);
    }

    /** The page behind this one. */
    SearchStart next(UUID last, long matchedThrough) {
        return new SearchStart(range, last, matchedThrough, stored, taken);
    }

    /** What a cursor keeps; {@link #of} reads it. */
    List<String> values() {
        return List.of(
                range.from().toString(),
                range.to().toString(),
                behind == null ? NONE : behind.toString(),
                Long.toString(matchedBefore),
                text(stored.after()),
                text(stored.upTo()),
                Long.toString(taken.toEpochMilli()));
    }

    static SearchStart of(List<String> values) {
        return new SearchStart(
                new TimeRange(Instant.parse(values.get(0)), Instant.parse(values.get(1))),
                values.get(2).equals(NONE) ? null : UUID.fromString(values.get(2)),
                Long.parseLong(values.get(3)),
                new SequenceRange(mark(values.get(4)), mark(values.get(5))),
                Instant.ofEpochMilli(Long.parseLong(values.get(6))));
    }

    /** Refuses a snapshot that is too old: retention and merging need not keep the past for ever. */
    SearchStart requireYoung(Duration age, Instant now) {
        if (taken.plus(age).isBefore(now)) {
            throw new ProblemException(
                            SearchProblem.SNAPSHOT_EXPIRED,
                            "The first page is older than " + age.toSeconds()
                                    + " seconds: leave cursor out to search again")
                    .with("from", range.from().toString())
                    .with("to", range.to().toString());
        }
        return this;
    }

    private static String text(HighWater mark) {
        return mark.nextOffsets().entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(joining(","));
    }

    private static HighWater mark(String text) {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (int at = 0; at < text.length(); ) {
            int colon = text.indexOf(':', at);
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            offsets.put(Integer.parseInt(text, at, colon, 10), Long.parseLong(text, colon + 1, end, 10));
            at = end + 1;
        }
        return new HighWater(offsets);
    }
}
