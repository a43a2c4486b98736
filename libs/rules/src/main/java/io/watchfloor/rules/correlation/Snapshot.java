package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.Hit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The memory of a {@link MemoryCorrelator} as bytes. */
final class Snapshot {
    private static final int VERSION = 1;

    private Snapshot() {}

    static byte[] write(List<RuleGroups> rules) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(rules.size());
            for (RuleGroups rule : rules) {
                HitBytes.writeText(rule.correlation().rule().id(), out);
                out.writeInt(rule.all().size());
                for (Map.Entry<String, MemoryLog> group : rule.all().entrySet()) {
                    HitBytes.writeText(group.getKey(), out);
                    write(group.getValue(), out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void read(byte[] snapshot, List<RuleGroups> rules) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            if (in.readByte() != VERSION) {
                throw new IllegalArgumentException("a snapshot of another version");
            }
            for (int left = in.readInt(); left > 0; left--) {
                String ruleId = in.readUTF();
                List<RuleGroups> into = rules.stream()
                        .filter(rule -> rule.correlation().rule().id().equals(ruleId))
                        .toList();
                readGroups(in, into);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readGroups(DataInput in, List<RuleGroups> into) throws IOException {
        for (int groups = in.readInt(); groups > 0; groups--) {
            String name = in.readUTF();
            MemoryLog log = readLog(in);
            into.forEach(rule -> rule.restore(name, log));
        }
    }

    private static void write(MemoryLog log, DataOutput out) throws IOException {
        out.writeInt(log.maxHits());
        out.writeInt(log.size());
        for (RefHit hit : log.all()) {
            HitBytes.write(hit, out);
        }
        out.writeInt(log.bursts().size());
        for (Burst burst : log.bursts()) {
            write(burst, out);
        }
        out.writeLong(log.settledMs());
        out.writeLong(log.learningSince());
        Terms terms = log.terms();
        Map<String, Long> seen = terms == null ? Map.of() : terms.all();
        out.writeInt(seen.size());
        for (Map.Entry<String, Long> term : seen.entrySet()) {
            HitBytes.writeText(term.getKey(), out);
            out.writeLong(term.getValue());
        }
    }

    private static MemoryLog readLog(DataInput in) throws IOException {
        MemoryLog log = new MemoryLog(in.readInt());
        for (int hits = in.readInt(); hits > 0; hits--) {
            boolean unused = log.add(HitBytes.read(in));
        }
        for (int bursts = in.readInt(); bursts > 0; bursts--) {
            log.replace(List.of(), readBurst(in));
        }
        log.settle(in.readLong());
        log.learnSince(in.readLong());
        for (int terms = in.readInt(); terms > 0; terms--) {
            log.seen(in.readUTF(), in.readLong(), Long.MIN_VALUE);
        }
        return log;
    }

    private static void write(Burst burst, DataOutput out) throws IOException {
        out.writeLong(burst.first().timeMs());
        HitBytes.writeText(burst.first().eventId(), out);
        out.writeLong(burst.firstHotMs());
        out.writeLong(burst.lastHotMs());
        out.writeLong(burst.total());
    }

    private static Burst readBurst(DataInput in) throws IOException {
        Hit first = new Hit(in.readLong(), in.readUTF());
        return new Burst(first, in.readLong(), in.readLong(), in.readLong());
    }
}
