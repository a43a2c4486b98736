package io.watchfloor.detection.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stretches of one partition that were evaluated and not yet written, and the last one, which may still grow. */
final class PartitionProgress {
    private static final int MAX_STRETCHES = 1_000;

    /**
     * Offsets from {@code from} up to but not including {@code to}.
     *
     * @param firstWritten when its row was first written; null before
     */
    record Stretch(
            long from, long to, long revision, @Nullable Instant firstWritten) {
        Stretch upTo(long next) {
            return new Stretch(from, next, revision, firstWritten);
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();
    private boolean grown;

    synchronized void evaluated(long offset, long revision) {
        Stretch last = stretches.isEmpty() ? null : stretches.getLast();
        if (last != null && last.revision() == revision && last.to() == offset) {
            stretches.set(stretches.size() - 1, last.upTo(offset + 1));
        } else {
            if (stretches.size() == MAX_STRETCHES) {
                stretches.removeFirst();
            }
            stretches.add(new Stretch(offset, offset + 1, revision, null));
        }
        grown = true;
    }

    /** What to write: nothing when nothing was added since. */
    synchronized List<Stretch> stretches() {
        return grown ? List.copyOf(stretches) : List.of();
    }

    /** All was written; the last stretch goes on in its row until that spans {@code longest}. */
    synchronized void written(Instant now, Duration longest) {
        Stretch last = stretches.getLast();
        stretches.clear();
        Instant first = last.firstWritten() == null ? now : last.firstWritten();
        boolean full = Duration.between(first, now).compareTo(longest) >= 0;
        stretches.add(
                full
                        ? new Stretch(last.to(), last.to(), last.revision(), null)
                        : new Stretch(last.from(), last.to(), last.revision(), first));
        grown = false;
    }
}
