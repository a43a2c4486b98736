package io.watchfloor.search.export;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.store.HighWater;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far a tail has come, as the id of its events: {@code partition:offset} of each partition, joined by commas. */
final class TailMark {
    private static final int MOST_PARTITIONS = 1_000;
    private static final int LONGEST = 30_000;

    private TailMark() {}

    static String text(HighWater mark) {
        return mark.nextOffsets().entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(","));
    }

    /** Reads the header {@code Last-Event-ID}. */
    static HighWater of(String text) {
        try {
            String[] parts = text.length() > LONGEST ? new String[MOST_PARTITIONS + 1] : text.split(",", -1);
            if (parts.length > MOST_PARTITIONS) {
                throw new IllegalArgumentException("too many partitions");
            }
            Map<Integer, Long> offsets = new TreeMap<>();
            for (String part : parts) {
                int colon = part.indexOf(':');
                offsets.put(number(part, 0, colon).intValue(), number(part, colon + 1, part.length()));
            }
            return new HighWater(offsets);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ProblemException.invalid(
                    "Last-Event-ID", "invalid_value", "Last-Event-ID is the id of an event that a tail sent");
        }
    }

    private static Long number(String text, int from, int to) {
        long number = Long.parseLong(text, from, to, 10);
        if (number < 0) {
            throw new IllegalArgumentException("a negative number");
        }
        return number;
    }

    /** The mark before an event and all that are behind the given mark. */
    static HighWater before(HighWater mark, int partition, long offset) {
        Map<Integer, Long> offsets = new TreeMap<>(mark.nextOffsets());
        offsets.merge(partition, offset, Math::min);
        return new HighWater(offsets);
    }
}
