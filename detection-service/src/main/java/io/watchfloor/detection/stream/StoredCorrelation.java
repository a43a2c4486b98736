package io.watchfloor.detection.stream;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.rules.correlation.CorrelationLog;
import io.watchfloor.rules.correlation.HitBytes;
import io.watchfloor.rules.correlation.RefHit;
import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.Hit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The log of a correlation's group in the state store: hits and bursts as a frequency rule's, beside them samples and terms. */
final class StoredCorrelation implements CorrelationLog {
    /** Events kept as samples of a match: the last ones. */
    private static final int SAMPLES = 40;

    private final KeyValueStore<Bytes, byte[]> entries;
    private final EntryKeys keys;
    private final StoredGroup group;
    private final CorrelationFacts before;
    private final int maxTerms;
    private long origin;
    private long settledMs;
    private long learningMs;
    private int terms;
    private int evictedTerms;

    StoredCorrelation(KeyValueStore<Bytes, byte[]> entries, EntryKeys keys, CorrelationFacts facts, int maxArrivals) {
        this.entries = entries;
        this.keys = keys;
        this.before = facts;
        this.group = new StoredGroup(entries, keys, facts.facts(), maxArrivals);
        this.maxTerms = maxArrivals;
        this.settledMs = facts.settledMs();
        this.learningMs = facts.learningMs();
        this.terms = facts.terms();
    }

    EntryKeys keys() {
        return keys;
    }

    /** What is to be kept of the group, at this time and for so long. */
    CorrelationFacts facts(long holdMs, long dueMs, long nowMs, long lifeMs) {
        return new CorrelationFacts(
                before.rule(),
                before.at(),
                before.group(),
                settledMs,
                learningMs,
                terms,
                holdMs,
                dueMs,
                group.facts(nowMs, lifeMs));
    }

    /** Hits and terms that this use of the group has forgotten. */
    int evicted() {
        return group.evicted() + evictedTerms;
    }

    /** Says which message the next hit comes from. */
    void arriving(long message) {
        origin = message;
    }

    /** The burst that changed last. */
    @Nullable
    Burst growing() {
        return group.growing();
    }

    /** Keeps an event in the place of the one that came longest ago. */
    void keepSample(Event event) {
        int place = (int) (group.arrivals() % SAMPLES);
        entries.put(keys.sample(place), ContractJson.write(event));
    }

    /** The kept events, by id. */
    Map<String, Event> samples() {
        Map<String, Event> samples = new HashMap<>();
        try (var range = entries.range(keys.samples(), keys.terms())) {
            while (range.hasNext()) {
                Event event = ContractJson.read(range.next().value, Event.class);
                samples.put(event.id(), event);
            }
        }
        return samples;
    }

    @Override
    public boolean add(RefHit hit) {
        group.arriving(origin, HitBytes.write(hit));
        return group.add(hit.key());
    }

    @Override
    public boolean isQuiet(int hits) {
        return group.growing() == null && group.size() < hits;
    }

    @Override
    public boolean isAgain(RefHit hit) {
        return group.arrival(hit.key())
                .filter(known -> known.offset() == origin)
                .isPresent();
    }

    @Override
    public void scan(long fromMs, long toMs, Consumer<RefHit> into) {
        group.arrivals(fromMs, toMs, arrival -> into.accept(HitBytes.read(arrival.body())));
    }

    @Override
    public List<Hit> hits(long fromMs, long toMs) {
        return group.hits(fromMs, toMs);
    }

    @Override
    public List<Hit> latestHits(long fromMs, long toMs, int limit) {
        return group.latestHits(fromMs, toMs, limit);
    }

    @Override
    public long nextTime(long fromMs) {
        return group.nextTime(fromMs);
    }

    @Override
    public List<Burst> bursts(long fromMs, long toMs) {
        return group.bursts(fromMs, toMs);
    }

    @Override
    public void replace(List<Burst> absorbed, Burst by) {
        group.replace(absorbed, by);
    }

    @Override
    public long forgotten() {
        return group.evicted();
    }

    @Override
    public void mayForgetBefore(long timeMs) {
        group.forgetBefore(timeMs);
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
        return learningMs;
    }

    @Override
    public void learnSince(long timeMs) {
        learningMs = timeMs;
    }

    @Override
    public @Nullable Long lastSeen(String term) {
        byte[] seen = entries.get(keys.term(term));
        return seen == null ? null : ByteBuffer.wrap(seen).getLong();
    }

    @Override
    public void seen(String term, long timeMs, long forgetBefore) {
        Bytes key = keys.term(term);
        boolean known = entries.get(key) != null;
        entries.put(key, ByteBuffer.allocate(Long.BYTES).putLong(timeMs).array());
        terms += known ? 0 : 1;
        if (terms > maxTerms) {
            forgetTerms(forgetBefore);
        }
    }

    /** Forgets the terms that no longer matter; if that is not enough, those that were not seen for longest. */
    private void forgetTerms(long forgetBefore) {
        Map<Bytes, Long> all = new HashMap<>();
        try (var range = entries.range(keys.terms(), keys.end())) {
            range.forEachRemaining(
                    term -> all.put(term.key, ByteBuffer.wrap(term.value).getLong()));
        }
        all.remove(keys.end());
        List<Map.Entry<Bytes, Long>> oldest = new ArrayList<>(all.entrySet());
        oldest.sort(Map.Entry.comparingByValue());
        int needless = (int)
                oldest.stream().filter(term -> term.getValue() < forgetBefore).count();
        int forgotten = Math.max(needless, oldest.size() - maxTerms * 9 / 10);
        oldest.subList(0, forgotten).forEach(term -> entries.delete(term.getKey()));
        evictedTerms += forgotten - needless;
        terms = oldest.size() - forgotten;
    }
}
