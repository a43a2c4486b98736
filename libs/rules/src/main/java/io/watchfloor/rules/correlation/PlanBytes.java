package io.watchfloor.rules.correlation;

import io.watchfloor.rules.correlation.Limits.Limit;
import io.watchfloor.rules.correlation.Limits.Operator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Plans as bytes, so that a hit can travel with the rules it is for. The same plan is always the same bytes. */
public final class PlanBytes {
    private static final int VERSION = 1;

    private PlanBytes() {}

    public static byte[] write(CorrelationPlan plan) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(plan.correlations().size());
            for (Correlation correlation : plan.correlations()) {
                write(correlation.rule(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Fails with {@link UncheckedIOException} or {@link IllegalArgumentException} on bytes that are no plan. */
    public static CorrelationPlan read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IllegalArgumentException("a plan of another version");
            }
            List<CorrelationRule> rules = new ArrayList<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                rules.add(readRule(in));
            }
            Set<String> bases = new HashSet<>();
            rules.forEach(rule -> bases.addAll(rule.refs()));
            rules.forEach(rule -> bases.remove(rule.id()));
            return CorrelationPlan.of(rules, bases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(CorrelationRule rule, DataOutput out) throws IOException {
        out.writeUTF(rule.id());
        writeTexts(rule.refs(), out);
        writeTexts(rule.grouping().fields(), out);
        writeAliases(rule.grouping().aliases(), out);
        out.writeLong(rule.timespan().toMillis());
        MeasureBytes.write(rule.measure(), out);
        out.writeBoolean(rule.generate());
    }

    private static CorrelationRule readRule(DataInput in) throws IOException {
        String id = in.readUTF();
        List<String> refs = readTexts(in);
        Grouping grouping = new Grouping(readTexts(in), readAliases(in));
        Duration timespan = Duration.ofMillis(in.readLong());
        return new CorrelationRule(id, refs, grouping, timespan, MeasureBytes.read(in), in.readBoolean());
    }

    private static void writeAliases(Map<String, Map<Integer, String>> aliases, DataOutput out) throws IOException {
        out.writeShort(aliases.size());
        for (Map.Entry<String, Map<Integer, String>> alias : new TreeMap<>(aliases).entrySet()) {
            out.writeUTF(alias.getKey());
            out.writeShort(alias.getValue().size());
            for (Map.Entry<Integer, String> field : new TreeMap<>(alias.getValue()).entrySet()) {
                out.writeShort(field.getKey());
                out.writeUTF(field.getValue());
            }
        }
    }

    private static Map<String, Map<Integer, String>> readAliases(DataInput in) throws IOException {
        Map<String, Map<Integer, String>> aliases = new HashMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            String alias = in.readUTF();
            Map<Integer, String> fields = new HashMap<>();
            for (int more = in.readUnsignedShort(); more > 0; more--) {
                fields.put(in.readUnsignedShort(), in.readUTF());
            }
            aliases.put(alias, Map.copyOf(fields));
        }
        return aliases;
    }

    static void writeTexts(List<String> texts, DataOutput out) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    static List<String> readTexts(DataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    static void writeLimits(Limits limits, DataOutput out) throws IOException {
        out.writeByte(limits.all().size());
        for (Limit limit : limits.all()) {
            out.writeUTF(limit.operator().name());
            out.writeUTF(limit.number().toString());
        }
    }

    static Limits readLimits(DataInput in) throws IOException {
        List<Limit> limits = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            limits.add(new Limit(Operator.valueOf(in.readUTF()), new BigDecimal(in.readUTF())));
        }
        return new Limits(limits);
    }
}
