package io.watchfloor.rules.correlation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** When terms were last seen; of too many, those that were not seen for longest are forgotten and counted. */
final class Terms {
    private final int max;
    private final SequencedMap<String, Long> lastSeen = new LinkedHashMap<>();
    private int evicted;

    Terms(int max) {
        this.max = max;
    }

    int evicted() {
        return evicted;
    }

    /** In the order in which they were seen. */
    Map<String, Long> all() {
        return lastSeen;
    }

    @Nullable
    Long lastSeen(String term) {
        return lastSeen.get(term);
    }

    void seen(String term, long timeMs, long forgetBefore) {
        lastSeen.remove(term);
        lastSeen.put(term, timeMs);
        Iterator<Long> oldest = lastSeen.values().iterator();
        while (oldest.next() < forgetBefore) {
            oldest.remove();
        }
        if (lastSeen.size() > max) {
            lastSeen.pollFirstEntry();
            evicted++;
        }
    }
}
