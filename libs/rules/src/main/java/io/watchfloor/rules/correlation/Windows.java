package io.watchfloor.rules.correlation;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditions that a further hit can break: windows that begin with the group's first hit, and then with the first hit after
 * the window before; each is judged once, when it is over.
 */
final class Windows implements GroupCorrelation {
    private final long windowMs;
    private final CorrelationLog log;
    private final Judge judge;

    Windows(long windowMs, CorrelationLog log, Judge judge) {
        this.windowMs = windowMs;
        this.log = log;
        this.judge = judge;
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
        List<Finding> findings = new ArrayList<>();
        List<RefHit> holding = new ArrayList<>();
        for (long due = dueMs(); due <= watermarkMs; due = dueMs()) {
            List<RefHit> hits = new ArrayList<>();
            log.scan(due - windowMs, due - 1, hits::add);
            for (List<RefHit> matching : judge.matching(hits)) {
                findings.add(Finding.whole(matching));
                holding.add(matching.getLast());
            }
            log.settle(due);
            log.mayForgetBefore(due);
        }
        return Found.of(findings, holding);
    }

    @Override
    public long dueMs() {
        long first = log.nextTime(log.settledMs());
        return first == Long.MAX_VALUE ? first : first + windowMs;
    }
}
