package io.watchfloor.rules.window;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A group's log in memory: for scheduled runs and back-tests, which see a bounded slice of time. Keeps the newest
 * {@code maxHits} arrivals and counts what it forgets. Not safe for use by several threads.
 */
public final class MemoryGroupLog implements GroupLog {
    private final int maxHits;
    private final NavigableSet<Hit> hits = new TreeSet<>();
    private final Deque<Hit> arrivals = new ArrayDeque<>();
    private final NavigableSet<FollowUp> followUps = new TreeSet<>();
    private final NavigableMap<Long, Burst> burstsByFirstHot = new TreeMap<>();
    private long evicted;

    /** @param maxHits hits that are kept, at least the rule's threshold */
    public MemoryGroupLog(int maxHits) {
        this.maxHits = maxHits;
    }

    /** Hits forgotten because there were too many. */
    public long evicted() {
        return evicted;
    }

    /** Every burst of the group, in order of time. */
    public List<Burst> bursts() {
        return List.copyOf(burstsByFirstHot.values());
    }

    /** Hits and follow-ups that are remembered. */
    public int size() {
        return hits.size() + followUps.size();
    }

    /** Forgets hits and follow-ups from before an instant, and bursts that ended before it; what is over is not {@link #evicted}. */
    public void forgetBefore(long timeMs) {
        hits.headSet(new Hit(timeMs, "")).clear();
        arrivals.removeIf(hit -> hit.timeMs() < timeMs);
        followUps.headSet(new FollowUp(timeMs, "", 0)).clear();
        burstsByFirstHot.values().removeIf(burst -> burst.lastHotMs() < timeMs);
    }

    @Override
    public boolean add(Hit hit) {
        if (!hits.add(hit)) {
            return false;
        }
        arrivals.addLast(hit);
        if (arrivals.size() > maxHits) {
            hits.remove(arrivals.removeFirst());
            evicted++;
        }
        return true;
    }

    @Override
    public boolean add(FollowUp followUp) {
        return followUps.add(followUp);
    }

    @Override
    public List<Hit> hits(long fromMs, long toMs) {
        return fromMs > toMs ? List.of() : List.copyOf(range(fromMs, toMs));
    }

    @Override
    public List<Hit> latestHits(long fromMs, long toMs, int limit) {
        return fromMs > toMs
                ? List.of()
                : range(fromMs, toMs).descendingSet().stream().limit(limit).toList();
    }

    @Override
    public List<FollowUp> followUps(long fromMs, long toMs) {
        return fromMs > toMs
                ? List.of()
                : List.copyOf(followUps.subSet(new FollowUp(fromMs, "", 0), new FollowUp(toMs + 1, "", 0)));
    }

    @Override
    public List<Burst> bursts(long fromMs, long toMs) {
        return burstsByFirstHot.headMap(toMs, true).values().stream()
                .filter(burst -> burst.lastHotMs() >= fromMs)
                .toList();
    }

    @Override
    public void replace(List<Burst> absorbed, Burst by) {
        absorbed.forEach(burst -> burstsByFirstHot.remove(burst.firstHotMs()));
        burstsByFirstHot.put(by.firstHotMs(), by);
    }

    private NavigableSet<Hit> range(long fromMs, long toMs) {
        return hits.subSet(new Hit(fromMs, ""), true, new Hit(toMs + 1, ""), false);
    }
}
