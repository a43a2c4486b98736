package io.watchfloor.search.export;

import io.watchfloor.search.store.HighWater;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far a tail has come. */
final class TailMark {
    private TailMark() {}

    /** {@code partition:offset} of each partition. */
    static List<String> values(HighWater mark) {
        return mark.nextOffsets().entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .toList();
    }

    /** Reads what {@link #values} made. */
    static HighWater of(List<String> values) {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (String value : values) {
            int colon = value.indexOf(':');
            offsets.put(Integer.parseInt(value, 0, colon, 10), Long.parseLong(value, colon + 1, value.length(), 10));
        }
        return new HighWater(offsets);
    }

    /** The mark before an event and all that are behind the given mark. */
    static HighWater before(HighWater mark, int partition, long offset) {
        Map<Integer, Long> offsets = new TreeMap<>(mark.nextOffsets());
        offsets.merge(partition, offset, Math::min);
        return new HighWater(offsets);
    }
}
