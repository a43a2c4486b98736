package io.watchfloor.rules.correlation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Values that the group did not have for some time: hits are looked at in order, once no earlier one can come. */
final class NewValues implements GroupCorrelation {
    private final long historyMs;
    private final long learningMs;
    private final CorrelationLog log;

    NewValues(long historyMs, long learningMs, CorrelationLog log) {
        this.historyMs = historyMs;
        this.learningMs = learningMs;
        this.log = log;
    }

    @Override
    public CorrelationLog log() {
        return log;
    }

    @Override
    public Found onHit(RefHit hit) {
        if (hit.timeMs() < log.settledMs()) {
            return Found.LATE;
        }
        return log.add(hit) ? Found.NOTHING : Found.DUPLICATE;
    }

    @Override
    public Found advance(long watermarkMs) {
        if (dueMs() > watermarkMs) {
            return Found.NOTHING;
        }
        List<RefHit> hits = new ArrayList<>();
        log.scan(log.settledMs(), watermarkMs - 1, hits::add);
        List<RefHit> found = hits.stream().filter(this::isNew).toList();
        log.mayForgetBefore(log.settledMs());
        return Found.of(found.stream().map(hit -> Finding.whole(List.of(hit))).toList(), found);
    }

    private boolean isNew(RefHit hit) {
        long time = hit.timeMs();
        if (isFirst(time)) {
            log.learnSince(time);
        }
        String term = Objects.requireNonNull(hit.value());
        Long before = log.lastSeen(term);
        log.seen(term, time, time - historyMs + 1);
        log.settle(time + 1);
        boolean learning = time - log.learningSince() < learningMs;
        return !learning && (before == null || time - before >= historyMs);
    }

    /** A group that had no hit for the whole history has nothing left to compare with and learns again. */
    private boolean isFirst(long time) {
        return log.learningSince() == Long.MAX_VALUE || time - (log.settledMs() - 1) >= historyMs;
    }

    @Override
    public long dueMs() {
        long first = log.nextTime(log.settledMs());
        return first == Long.MAX_VALUE ? first : first + 1;
    }
}
