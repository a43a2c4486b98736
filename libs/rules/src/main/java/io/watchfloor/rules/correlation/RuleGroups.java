package io.watchfloor.rules.correlation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;

/**
 * The groups of one rule in memory, those first that were not looked at for longest, and when each is to be judged. To
 * forget a group that was not used for long, those that were used since they came to the front go to the back.
 */
final class RuleGroups {
    /** Groups that go to the back in one advance: it is called often. */
    private static final int LOOKS = 64;

    private final Correlation correlation;
    private final CorrelatorBounds bounds;
    private final SequencedMap<String, MemoryLog> groups = new LinkedHashMap<>();
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

    RuleGroups(Correlation correlation, CorrelatorBounds bounds) {
        this.correlation = correlation;
        this.bounds = bounds;
    }

    Correlation correlation() {
        return correlation;
    }

    void skipped(Reading.Reason reason) {
        switch (reason) {
            case NO_GROUP -> ungrouped++;
            case NO_VALUE -> valueless++;
        }
    }

    Found onHit(String name, RefHit hit) {
        MemoryLog group = groups.get(name);
        if (group == null) {
            group = new MemoryLog(maxHitsPerGroup());
            groups.put(name, group);
        }
        group.use();
        long evicted = group.evicted();
        int size = group.size();
        GroupCorrelation opened = group.correlation(correlation);
        Found found = opened.onHit(hit);
        count(found.taken());
        forgetNeedless(group);
        evictedHits += group.evicted() - evicted;
        hits += group.size() - size;
        schedule(name, group, opened);
        evict();
        return found;
    }

    private int maxHitsPerGroup() {
        return Math.max(bounds.maxHitsPerGroup(), 2 * correlation.leastHits());
    }

    /** A group as it was written down. */
    void restore(String name, MemoryLog group) {
        hits += group.size();
        groups.put(name, group);
        schedule(name, group, group.correlation(correlation));
    }

    private void count(Found.Taken taken) {
        switch (taken) {
            case COUNTED -> counted++;
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
        }
    }

    private void forgetNeedless(MemoryLog group) {
        if (correlation.isImmediate() && watermarkMs != Long.MIN_VALUE) {
            group.mayForgetBefore(watermarkMs - correlation.keepMs());
        }
    }

    private void evict() {
        while (groups.size() > bounds.maxGroups() || hits > bounds.maxHits() && groups.size() > 1) {
            Map.Entry<String, MemoryLog> first = groups.firstEntry();
            if (first.getValue().wasUsed()) {
                toBack(first);
            } else {
                forgetFirst(first.getValue());
                evictedGroups++;
            }
        }
    }

    private void toBack(Map.Entry<String, MemoryLog> first) {
        groups.remove(first.getKey());
        groups.put(first.getKey(), first.getValue());
    }

    private void forgetFirst(MemoryLog first) {
        hits -= first.size();
        groups.pollFirstEntry();
    }

    private void schedule(String name, MemoryLog group, GroupCorrelation opened) {
        long at = opened.dueMs();
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
            MemoryLog group = groups.get(next.group());
            if (group != null) {
                found.add(new GroupFound(next.group(), judge(next.group(), group, untilMs)));
            }
        }
        expire();
        return found;
    }

    private Found judge(String name, MemoryLog group, long untilMs) {
        int size = group.size();
        long evicted = group.evicted();
        GroupCorrelation opened = group.correlation(correlation);
        Found found = opened.advance(untilMs);
        hits += group.size() - size;
        evictedHits += group.evicted() - evicted;
        group.schedule(Long.MAX_VALUE);
        schedule(name, group, opened);
        return found;
    }

    /** Groups without a hit for so long that none can be part of anything any more. */
    private void expire() {
        int looks = 0;
        while (!groups.isEmpty() && looks < LOOKS) {
            Map.Entry<String, MemoryLog> first = groups.firstEntry();
            if (isOver(first.getValue())) {
                forgetFirst(first.getValue());
                expiredGroups++;
            } else if (first.getValue().wasUsed()) {
                toBack(first);
                looks++;
            } else {
                return;
            }
        }
    }

    private boolean isOver(MemoryLog group) {
        return group.scheduledMs() == Long.MAX_VALUE && group.lastMs() < watermarkMs - correlation.keepMs();
    }

    Map<String, MemoryLog> all() {
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
