package io.watchfloor.search.store;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The next offset to be stored, by partition of the events topic; all below it are stored. A partition without any is
 * absent. As JSON an object from partition to offset.
 */
public record HighWater(@JsonValue Map<Integer, Long> nextOffsets) {
    public HighWater {
        nextOffsets = Collections.unmodifiableMap(new TreeMap<>(nextOffsets));
    }
}
