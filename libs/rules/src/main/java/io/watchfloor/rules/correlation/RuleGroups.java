package io.watchfloor.rules.correlation;

import io.watchfloor.rules.correlation.CorrelationPlan.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;

/** The groups of one rule in memory, the longest unused first, and when each is to be looked at again. */
final class RuleGroups {
    private final Correlation correlation;
    private final List<Use> uses;
    private final CorrelatorBounds bounds;
    private final SequencedMap<String, MemoryGroup> groups = new LinkedHashMap<>(16, 0.75f, true);
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private long counted;
    private long duplicates;
    private long late;
    private long ungrouped;
    private long valueless;
    private long evictedHits;
    private long evictedGroups;
    private long expiredGroups;
    private long hits;
    private long watermarkMs = Long.MIN_VALUE;

    private record Due(long atMs, String group) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return atMs == other.atMs ? group.compareTo(other.group) : Long.compare(atMs, other.atMs);
        }
    }

    /** What became of a group. */
    record GroupFound(String group, Found found) {}

    RuleGroups(Correlation correlation, List<Use> uses, CorrelatorBounds bounds) {
        this.correlation = correlation;
        this.uses = uses;
        this.bounds = bounds;
    }

    Correlation correlation() {
        return correlation;
    }

    /** The rules over this one. */
    List<Use> uses() {
        return uses;
    }

    void skipped(Reading.Reason reason) {
        switch (reason) {
            case NO_GROUP -> ungrouped++;
            case NO_VALUE -> valueless++;
        }
    }

    Found onHit(String name, RefHit hit) {
        MemoryGroup group = groups.get(name);
        if (group == null) {
            group = put(name, new MemoryLog(maxHitsPerGroup()));
        }
        long before = group.log().evicted();
        int size = group.log().size();
        Found found = group.correlation().onHit(hit);
        count(found.taken());
        forgetNeedless(group);
        evictedHits += group.log().evicted() - before;
        hits += group.log().size() - size;
        schedule(name, group);
        evict();
        return found;
    }

    private int maxHitsPerGroup() {
        return Math.max(bounds.maxHitsPerGroup(), 2 * correlation.leastHits());
    }

    MemoryGroup put(String name, MemoryLog log) {
        MemoryGroup group = new MemoryGroup(log, correlation.open(log));
        groups.put(name, group);
        return group;
    }

    /** A group as it was written down. */
    void restore(String name, MemoryLog log) {
        hits += log.size();
        schedule(name, put(name, log));
    }

    private void count(Found.Taken taken) {
        switch (taken) {
            case COUNTED -> counted++;
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
        }
    }

    private void forgetNeedless(MemoryGroup group) {
        if (correlation.isImmediate() && watermarkMs != Long.MIN_VALUE) {
            group.log().mayForgetBefore(watermarkMs - correlation.keepMs());
        }
    }

    private void evict() {
        while (groups.size() > bounds.maxGroups() || hits > bounds.maxHits() && groups.size() > 1) {
            hits -= groups.pollFirstEntry().getValue().log().size();
            evictedGroups++;
        }
    }

    private void schedule(String name, MemoryGroup group) {
        long at = group.correlation().dueMs();
        if (at < group.scheduledMs()) {
            group.schedule(at);
            due.add(new Due(at, name));
        }
    }

    /** What is found now that all hits before the watermark have come. */
    List<GroupFound> advance(long untilMs) {
        List<GroupFound> found = new ArrayList<>();
        watermarkMs = Math.max(watermarkMs, untilMs);
        for (Due next = due.peek(); next != null && next.atMs() <= untilMs; next = due.peek()) {
            due.remove();
            MemoryGroup group = groups.get(next.group());
            if (group != null) {
                int size = group.log().size();
                long evicted = group.log().evicted();
                found.add(new GroupFound(next.group(), group.correlation().advance(untilMs)));
                hits += group.log().size() - size;
                evictedHits += group.log().evicted() - evicted;
                group.schedule(Long.MAX_VALUE);
                schedule(next.group(), group);
            }
        }
        expire();
        return found;
    }

    /** Groups without a hit for so long that none can be part of anything any more. */
    private void expire() {
        while (!groups.isEmpty() && isOver(groups.firstEntry().getValue())) {
            hits -= groups.pollFirstEntry().getValue().log().size();
            expiredGroups++;
        }
    }

    private boolean isOver(MemoryGroup group) {
        return group.scheduledMs() == Long.MAX_VALUE && group.log().lastMs() < watermarkMs - correlation.keepMs();
    }

    Map<String, MemoryGroup> all() {
        return groups;
    }

    CorrelatorStats stats() {
        return new CorrelatorStats(
                counted,
                duplicates,
                late,
                ungrouped,
                valueless,
                evictedHits,
                evictedGroups,
                expiredGroups,
                groups.size(),
                hits);
    }
}
