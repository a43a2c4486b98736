package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.Hit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A group's log as a store of bytes keeps it: entries by kind, time and id, and a few facts. */
final class StoredLog implements CorrelationLog {
    private static final byte HIT = 'a';
    private static final byte BURST = 'b';
    private static final byte TERM = 't';
    private static final byte FACT = 'f';

    private final NavigableMap<byte[], byte[]> store = new TreeMap<>(Arrays::compareUnsigned);

    private static byte[] key(byte kind, long timeMs, String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Long.BYTES + text.length)
                .put(kind)
                .putLong(timeMs ^ Long.MIN_VALUE)
                .put(text)
                .array();
    }

    private NavigableMap<byte[], byte[]> range(byte kind, long fromMs, long toMs) {
        return fromMs > toMs
                ? new TreeMap<>()
                : store.subMap(
                        key(kind, fromMs, ""),
                        true,
                        toMs == Long.MAX_VALUE ? new byte[] {(byte) (kind + 1)} : key(kind, toMs + 1, ""),
                        false);
    }

    @Override
    public boolean add(RefHit hit) {
        return store.putIfAbsent(key(HIT, hit.timeMs(), hit.keyId()), HitBytes.write(hit)) == null;
    }

    @Override
    public void scan(long fromMs, long toMs, Consumer<RefHit> into) {
        List.copyOf(range(HIT, fromMs, toMs).values()).forEach(bytes -> into.accept(HitBytes.read(bytes)));
    }

    @Override
    public List<Hit> hits(long fromMs, long toMs) {
        List<Hit> hits = new ArrayList<>();
        scan(fromMs, toMs, hit -> hits.add(hit.key()));
        return hits;
    }

    @Override
    public List<Hit> latestHits(long fromMs, long toMs, int limit) {
        return hits(fromMs, toMs).reversed().stream().limit(limit).toList();
    }

    @Override
    public long nextTime(long fromMs) {
        NavigableMap<byte[], byte[]> hits = range(HIT, fromMs, Long.MAX_VALUE);
        return hits.isEmpty()
                ? Long.MAX_VALUE
                : HitBytes.read(hits.firstEntry().getValue()).timeMs();
    }

    @Override
    public List<Burst> bursts(long fromMs, long toMs) {
        return range(BURST, Long.MIN_VALUE, toMs).values().stream()
                .map(StoredLog::burst)
                .filter(burst -> burst.lastHotMs() >= fromMs)
                .toList();
    }

    @Override
    public void replace(List<Burst> absorbed, Burst by) {
        absorbed.forEach(burst -> store.remove(key(BURST, burst.firstHotMs(), "")));
        byte[] id = by.first().eventId().getBytes(StandardCharsets.UTF_8);
        store.put(
                key(BURST, by.firstHotMs(), ""),
                ByteBuffer.allocate(4 * Long.BYTES + id.length)
                        .putLong(by.first().timeMs())
                        .putLong(by.firstHotMs())
                        .putLong(by.lastHotMs())
                        .putLong(by.total())
                        .put(id)
                        .array());
    }

    private static Burst burst(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long[] numbers = {buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong()};
        String id = StandardCharsets.UTF_8.decode(buffer).toString();
        return new Burst(new Hit(numbers[0], id), numbers[1], numbers[2], numbers[3]);
    }

    @Override
    public long forgotten() {
        return 0;
    }

    @Override
    public void mayForgetBefore(long timeMs) {
        range(HIT, Long.MIN_VALUE, timeMs - 1).clear();
    }

    @Override
    public long settledMs() {
        return number(FACT, "settled", Long.MIN_VALUE);
    }

    @Override
    public void settle(long untilMs) {
        put(FACT, "settled", untilMs);
    }

    @Override
    public long learningSince() {
        return number(FACT, "learning", Long.MAX_VALUE);
    }

    @Override
    public void learnSince(long timeMs) {
        put(FACT, "learning", timeMs);
    }

    @Override
    public @Nullable Long lastSeen(String term) {
        return store.containsKey(key(TERM, 0, term)) ? number(TERM, term, 0) : null;
    }

    @Override
    public void seen(String term, long timeMs, long forgetBefore) {
        put(TERM, term, timeMs);
    }

    private long number(byte kind, String name, long otherwise) {
        byte[] bytes = store.get(key(kind, 0, name));
        return bytes == null ? otherwise : ByteBuffer.wrap(bytes).getLong();
    }

    private void put(byte kind, String name, long number) {
        store.put(
                key(kind, 0, name),
                ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }
}
