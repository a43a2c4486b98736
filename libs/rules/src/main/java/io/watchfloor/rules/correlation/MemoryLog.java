package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A group's log in memory, made small: a hit that carries nothing is a time and an id. Keeps the newest hits by time when
 * there are too many; counts what it forgets. Not safe for use by several threads.
 */
public final class MemoryLog extends ScheduledLog {
    private static final int SLACK = 8;

    private final int maxHits;
    private long[] times = new long[1];
    /** Of each hit its id if it is bare, else the {@link RefHit}. */
    private Object[] items = new Object[1];

    private int head;
    private int end;
    private @Nullable BurstList bursts;
    private @Nullable Terms terms;
    private long settledMs = Long.MIN_VALUE;
    private long learningSince = Long.MAX_VALUE;
    private long needlessBefore = Long.MIN_VALUE;
    private int forgotten;
    private int evicted;

    /** @param maxHits hits, and terms, that are kept; at least 8 */
    public MemoryLog(int maxHits) {
        this.maxHits = Math.max(maxHits, SLACK);
    }

    /** Hits, and terms, that were forgotten because there were too many. */
    public long evicted() {
        return evicted + (terms == null ? 0 : terms.evicted());
    }

    /** Hits that are kept. */
    public int size() {
        return end - head;
    }

    /** The time of the newest hit; {@link Long#MIN_VALUE} if there is none. */
    long lastMs() {
        return end == head ? settledMs : times[end - 1];
    }

    int maxHits() {
        return maxHits;
    }

    List<RefHit> all() {
        List<RefHit> all = new ArrayList<>(size());
        scan(Long.MIN_VALUE, Long.MAX_VALUE, all::add);
        return all;
    }

    List<Burst> bursts() {
        return bursts == null ? List.of() : bursts.all();
    }

    @Nullable
    Terms terms() {
        return terms;
    }

    @Override
    public boolean add(RefHit hit) {
        String keyId = hit.keyId();
        int at = position(hit.timeMs(), keyId);
        if (at < end && times[at] == hit.timeMs() && keyId(at).equals(keyId)) {
            return false;
        }
        insert(at, hit.timeMs(), hit.isBare() ? keyId : hit);
        if (size() > maxHits) {
            forgetNeedless();
        }
        if (size() > maxHits) {
            int excess = size() - maxHits + maxHits / SLACK;
            forget(excess);
            evicted += excess;
        }
        return true;
    }

    @Override
    public boolean isQuiet(int hits) {
        return bursts == null && size() < hits;
    }

    private void insert(int position, long timeMs, Object item) {
        int at = position;
        if (end == times.length) {
            at = Math.max(0, at - makeRoom());
        }
        System.arraycopy(times, at, times, at + 1, end - at);
        System.arraycopy(items, at, items, at + 1, end - at);
        times[at] = timeMs;
        items[at] = item;
        end++;
    }

    /** Answers by how much the hits moved to the front. */
    private int makeRoom() {
        if (times[head] < needlessBefore) {
            forgetNeedless();
        }
        int moved = head;
        boolean roomy = head > times.length / 2;
        int size = end - head;
        long[] newTimes = roomy ? times : new long[times.length * 2];
        Object[] newItems = roomy ? items : new Object[items.length * 2];
        System.arraycopy(times, head, newTimes, 0, size);
        System.arraycopy(items, head, newItems, 0, size);
        times = newTimes;
        items = newItems;
        Arrays.fill(items, size, items.length, null);
        head = 0;
        end = size;
        return moved;
    }

    private void forget(int count) {
        Arrays.fill(items, head, head + count, null);
        head += count;
        forgotten += count;
    }

    /** Where a hit is or would be. Most hits come last. */
    private int position(long timeMs, String keyId) {
        if (end == head || times[end - 1] < timeMs) {
            return end;
        }
        int low = from(timeMs);
        int high = times[end - 1] == timeMs ? end : from(timeMs + 1);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keyId(middle).compareTo(keyId) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first hit at or after a time; found in wider and wider steps from the end, where it mostly is. */
    private int from(long timeMs) {
        int high = end;
        int low = end;
        for (int step = 1; low > head && times[low - 1] >= timeMs; step *= 2) {
            high = low - 1;
            low = Math.max(head, low - step);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private String keyId(int at) {
        return items[at] instanceof RefHit hit ? hit.keyId() : (String) items[at];
    }

    private RefHit hit(int at) {
        return items[at] instanceof RefHit hit ? hit : RefHit.of(times[at], (String) items[at]);
    }

    @Override
    public void scan(long fromMs, long toMs, Consumer<RefHit> into) {
        for (int at = from(fromMs); at < end && times[at] <= toMs; at++) {
            into.accept(hit(at));
        }
    }

    @Override
    public List<Hit> hits(long fromMs, long toMs) {
        List<Hit> hits = new ArrayList<>();
        for (int at = from(fromMs); at < end && times[at] <= toMs; at++) {
            hits.add(new Hit(times[at], keyId(at)));
        }
        return hits;
    }

    @Override
    public List<Hit> latestHits(long fromMs, long toMs, int limit) {
        List<Hit> hits = new ArrayList<>();
        for (int at = from(toMs + 1) - 1; at >= head && times[at] >= fromMs && hits.size() < limit; at--) {
            hits.add(new Hit(times[at], keyId(at)));
        }
        return hits;
    }

    @Override
    public boolean hasAtLeast(int count, long fromMs, long toMs) {
        int at = from(toMs + 1) - count;
        return at >= head && times[at] >= fromMs;
    }

    @Override
    public long nextTime(long fromMs) {
        int at = from(fromMs);
        return at < end ? times[at] : Long.MAX_VALUE;
    }

    @Override
    public List<Burst> bursts(long fromMs, long toMs) {
        return bursts == null ? List.of() : bursts.between(fromMs, toMs);
    }

    @Override
    public void replace(List<Burst> absorbed, Burst by) {
        if (bursts == null) {
            bursts = new BurstList();
        }
        bursts.replace(absorbed, by);
        if (absorbed.isEmpty()) {
            bursts.forget(maxHits, needlessBefore);
        }
    }

    @Override
    public long forgotten() {
        return forgotten;
    }

    /** Forgets when there is no room. */
    @Override
    public void mayForgetBefore(long timeMs) {
        needlessBefore = Math.max(needlessBefore, timeMs);
    }

    private void forgetNeedless() {
        int needless = from(needlessBefore) - head;
        if (needless > size() / 4) {
            forget(needless);
        }
    }

    @Override
    public long settledMs() {
        return settledMs;
    }

    @Override
    public void settle(long untilMs) {
        settledMs = untilMs;
    }

    @Override
    public long learningSince() {
        return learningSince;
    }

    @Override
    public void learnSince(long timeMs) {
        learningSince = timeMs;
    }

    @Override
    public @Nullable Long lastSeen(String term) {
        return terms == null ? null : terms.lastSeen(term);
    }

    @Override
    public void seen(String term, long timeMs, long forgetBefore) {
        if (terms == null) {
            terms = new Terms(maxHits);
        }
        terms.seen(term, timeMs, forgetBefore);
    }
}
