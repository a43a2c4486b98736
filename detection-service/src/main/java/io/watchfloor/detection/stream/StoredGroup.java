package io.watchfloor.detection.stream;

import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.FollowUp;
import io.watchfloor.rules.window.GroupLog;
import io.watchfloor.rules.window.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A group's log in the state store. A process that dies between two writes may leave a hit without its burst, or a burst
 * beside the one that absorbed it: the window heals the first when the hit comes again, reading heals the second.
 */
final class StoredGroup implements GroupLog {
    /** After so many bursts that end too early none further back can reach into the range. */
    private static final int MISSES = 4;

    private final KeyValueStore<Bytes, byte[]> entries;
    private final EntryKeys keys;
    private final int maxArrivals;
    private long arrivals;
    private int size;
    private @Nullable Burst current;
    private int evicted;
    private long offset;
    private byte[] body = new byte[0];

    StoredGroup(KeyValueStore<Bytes, byte[]> entries, EntryKeys keys, GroupFacts facts, int maxArrivals) {
        this.entries = entries;
        this.keys = keys;
        this.maxArrivals = maxArrivals;
        this.arrivals = facts.arrivals();
        this.size = facts.size();
        this.current = facts.current();
    }

    EntryKeys keys() {
        return keys;
    }

    GroupFacts facts(long nowMs, long lifeMs) {
        return new GroupFacts(nowMs, lifeMs, arrivals, size, current);
    }

    /** Hits and follow-ups that this use of the group has forgotten. */
    int evicted() {
        return evicted;
    }

    /** Says what the next hit or follow-up comes with. */
    void arriving(long messageOffset, byte[] eventBody) {
        offset = messageOffset;
        body = eventBody;
    }

    /** The burst that changed last. */
    @Nullable
    Burst growing() {
        return current;
    }

    /** Hits and follow-ups kept. */
    int size() {
        return size;
    }

    /** Hits and follow-ups ever taken. */
    long arrivals() {
        return arrivals;
    }

    /** What the hits of a range came with, in order of time. */
    void arrivals(long fromMs, long toMs, Consumer<Arrival> into) {
        List<Arrival> found = new ArrayList<>();
        if (fromMs <= toMs) {
            try (var range = entries.range(keys.hitsAt(fromMs), keys.hitsUntil(toMs))) {
                range.forEachRemaining(entry -> found.add(Arrival.read(entry.value)));
            }
        }
        found.forEach(into);
    }

    /** The time of the first hit at or after this one; {@link Long#MAX_VALUE} if there is none. */
    long nextTime(long fromMs) {
        try (var range = entries.range(keys.hitsAt(fromMs), keys.afterHits())) {
            return range.hasNext() ? EntryKeys.hit(range.next().key).timeMs() : Long.MAX_VALUE;
        }
    }

    /** Forgets the hits before a time. */
    void forgetBefore(long timeMs) {
        List<Bytes> needless = new ArrayList<>();
        try (var range = entries.range(keys.hitsAt(Long.MIN_VALUE), keys.hitsAt(timeMs))) {
            range.forEachRemaining(entry -> needless.add(entry.key));
        }
        needless.forEach(entries::delete);
        size -= needless.size();
    }

    Optional<Arrival> arrival(Hit hit) {
        return arrival(keys.hit(hit));
    }

    Optional<Arrival> arrival(FollowUp followUp) {
        return arrival(keys.followUp(followUp));
    }

    private Optional<Arrival> arrival(Bytes key) {
        return Optional.ofNullable(entries.get(key)).map(Arrival::read);
    }

    @Override
    public boolean add(Hit hit) {
        return add(keys.hit(hit));
    }

    @Override
    public boolean add(FollowUp followUp) {
        return add(keys.followUp(followUp));
    }

    private boolean add(Bytes key) {
        byte[] known = entries.putIfAbsent(key, new Arrival(arrivals, offset, body).write());
        if (known != null) {
            return false;
        }
        arrivals++;
        size++;
        if (size > maxArrivals) {
            sweep();
        }
        return true;
    }

    /** Forgets the oldest arrivals, a tenth of what may be kept at once, and bursts that nothing recent belongs to. */
    private void sweep() {
        long oldest = arrivals - maxArrivals * 9L / 10;
        List<Bytes> forgotten = new ArrayList<>();
        int kept = 0;
        try (KeyValueIterator<Bytes, byte[]> all = entries.range(keys.first(), keys.last())) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                boolean recent = Arrival.numberOf(entry.value) >= oldest;
                if (!recent) {
                    forgotten.add(entry.key);
                } else if (!keys.isBurst(entry.key)) {
                    kept++;
                }
            }
        }
        forgotten.forEach(entries::delete);
        evicted += (int) forgotten.stream().filter(key -> !keys.isBurst(key)).count();
        size = kept;
    }

    @Override
    public List<Hit> hits(long fromMs, long toMs) {
        List<Hit> hits = new ArrayList<>();
        if (fromMs <= toMs) {
            try (var range = entries.range(keys.hitsAt(fromMs), keys.hitsUntil(toMs))) {
                range.forEachRemaining(entry -> hits.add(EntryKeys.hit(entry.key)));
            }
        }
        return hits;
    }

    @Override
    public List<Hit> latestHits(long fromMs, long toMs, int limit) {
        List<Hit> hits = new ArrayList<>();
        if (fromMs <= toMs) {
            try (var range = entries.reverseRange(keys.hitsAt(fromMs), keys.hitsUntil(toMs))) {
                while (range.hasNext() && hits.size() < limit) {
                    hits.add(EntryKeys.hit(range.next().key));
                }
            }
        }
        return hits;
    }

    @Override
    public List<FollowUp> followUps(long fromMs, long toMs) {
        List<FollowUp> followUps = new ArrayList<>();
        if (fromMs <= toMs) {
            try (var range = entries.range(keys.followUpsAt(fromMs), keys.followUpsAt(toMs + 1))) {
                range.forEachRemaining(entry -> followUps.add(EntryKeys.followUp(entry.key)));
            }
        }
        return followUps;
    }

    @Override
    public List<Burst> bursts(long fromMs, long toMs) {
        List<Burst> bursts = new ArrayList<>();
        int misses = 0;
        try (var range = entries.reverseRange(keys.burst(Long.MIN_VALUE), keys.burst(toMs))) {
            while (range.hasNext() && misses < MISSES) {
                Burst burst = BurstBytes.read(range.next().value);
                if (burst.lastHotMs() >= fromMs) {
                    bursts.add(burst);
                } else {
                    misses++;
                }
            }
        }
        Burst growing = current;
        if (growing != null && growing.firstHotMs() <= toMs && growing.lastHotMs() >= fromMs) {
            bursts.add(growing);
        }
        return withoutAbsorbed(bursts);
    }

    private List<Burst> withoutAbsorbed(List<Burst> bursts) {
        List<Burst> real = new ArrayList<>();
        for (Burst burst : bursts) {
            boolean absorbed = bursts.stream().anyMatch(other -> !other.equals(burst) && other.covers(burst));
            if (absorbed && !burst.equals(current)) {
                entries.delete(keys.burst(burst.firstHotMs()));
            } else if (!real.contains(burst)) {
                real.add(burst);
            }
        }
        real.sort(Comparator.comparingLong(Burst::firstHotMs));
        return real;
    }

    /**
     * The burst that grows stays out of the entries: a key that is written over and over is slow to range across. What is
     * taken out of the entries is first put back as part of its successor.
     */
    @Override
    public void replace(List<Burst> absorbed, Burst by) {
        Burst before = current;
        if (before != null && !absorbed.contains(before)) {
            put(before);
        }
        List<Burst> stored =
                absorbed.stream().filter(burst -> !burst.equals(before)).toList();
        if (!stored.isEmpty()) {
            put(by);
        }
        for (Burst burst : stored) {
            if (burst.firstHotMs() != by.firstHotMs()) {
                entries.delete(keys.burst(burst.firstHotMs()));
            }
        }
        current = by;
    }

    private void put(Burst burst) {
        entries.put(keys.burst(burst.firstHotMs()), BurstBytes.write(arrivals, burst));
    }
}
