package io.watchfloor.detection.stream;

import io.watchfloor.detection.stream.CorrelationMessage.Progress;
import java.util.HashMap;
import java.util.Map;

/** Up to when the events of all partitions have been matched. Forgotten with its process: the partitions say it again. */
final class Watermark {
    /** Nothing is known of some partition. */
    static final long NONE = Long.MIN_VALUE;

    private final int partitions;
    private final Map<Integer, Long> reached = new HashMap<>();
    private long ms = NONE;

    Watermark(int partitions) {
        this.partitions = partitions;
    }

    /** Epoch ms; never goes back. */
    long ms() {
        return ms;
    }

    void told(Progress progress) {
        reached.merge(progress.partition(), progress.toMs(), Math::max);
        if (reached.size() >= partitions) {
            ms = Math.max(
                    ms,
                    reached.values().stream().mapToLong(Long::longValue).min().orElse(NONE));
        }
    }
}
