package io.watchfloor.rules.correlation;

import io.watchfloor.rules.correlation.RefExpression.All;
import io.watchfloor.rules.correlation.RefExpression.Any;
import io.watchfloor.rules.correlation.RefExpression.Not;
import io.watchfloor.rules.correlation.RefExpression.Ref;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a rule asks as bytes: its kind by Sigma's name, then its own parts. */
final class MeasureBytes {
    private static final byte REF = 0;
    private static final byte ALL = 1;
    private static final byte ANY = 2;
    private static final byte NOT = 3;

    private MeasureBytes() {}

    static void write(Measure measure, DataOutput out) throws IOException {
        switch (measure) {
            case Measure.EventCount(Limits limits) -> head("event_count", List.of(), limits, out);
            case Measure.ValueCount(List<String> fields, Limits limits) -> head("value_count", fields, limits, out);
            case Measure.ValueSum(String field, Limits limits) -> head("value_sum", List.of(field), limits, out);
            case Measure.ValueAverage(String field, Limits limits) -> head("value_avg", List.of(field), limits, out);
            case Measure.ValuePercentile(String field, int percent, Limits limits) -> {
                head("value_percentile", List.of(field), limits, out);
                out.writeByte(percent);
            }
            case Measure.ValueShare(String field, Limits limits) -> head("value_share", List.of(field), limits, out);
            case Measure.RulesSeen(Limits limits) -> head("temporal", List.of(), limits, out);
            case Measure.RulesInOrder(Limits limits) -> head("temporal_ordered", List.of(), limits, out);
            case Measure.RulesExpression(RefExpression expression) -> {
                out.writeUTF("expression");
                write(expression, out);
            }
            case Measure.NewTerms(List<String> fields, Duration learning) -> {
                out.writeUTF("new_terms");
                PlanBytes.writeTexts(fields, out);
                out.writeLong(learning.toMillis());
            }
        }
    }

    private static void head(String kind, List<String> fields, Limits limits, DataOutput out) throws IOException {
        out.writeUTF(kind);
        PlanBytes.writeTexts(fields, out);
        PlanBytes.writeLimits(limits, out);
    }

    static Measure read(DataInput in) throws IOException {
        String kind = in.readUTF();
        if (kind.equals("expression")) {
            return new Measure.RulesExpression(readExpression(in));
        }
        List<String> fields = PlanBytes.readTexts(in);
        if (kind.equals("new_terms")) {
            return new Measure.NewTerms(fields, Duration.ofMillis(in.readLong()));
        }
        Limits limits = PlanBytes.readLimits(in);
        return switch (kind) {
            case "event_count" -> new Measure.EventCount(limits);
            case "value_count" -> new Measure.ValueCount(fields, limits);
            case "value_sum" -> new Measure.ValueSum(fields.getFirst(), limits);
            case "value_avg" -> new Measure.ValueAverage(fields.getFirst(), limits);
            case "value_percentile" -> new Measure.ValuePercentile(fields.getFirst(), in.readUnsignedByte(), limits);
            case "value_share" -> new Measure.ValueShare(fields.getFirst(), limits);
            case "temporal" -> new Measure.RulesSeen(limits);
            case "temporal_ordered" -> new Measure.RulesInOrder(limits);
            default -> throw new IllegalArgumentException("no kind of correlation: " + kind);
        };
    }

    private static void write(RefExpression expression, DataOutput out) throws IOException {
        switch (expression) {
            case Ref(int index) -> {
                out.writeByte(REF);
                out.writeShort(index);
            }
            case All(List<RefExpression> parts) -> write(ALL, parts, out);
            case Any(List<RefExpression> parts) -> write(ANY, parts, out);
            case Not(RefExpression part) -> write(NOT, List.of(part), out);
        }
    }

    private static void write(byte kind, List<RefExpression> parts, DataOutput out) throws IOException {
        out.writeByte(kind);
        out.writeShort(parts.size());
        for (RefExpression part : parts) {
            write(part, out);
        }
    }

    private static RefExpression readExpression(DataInput in) throws IOException {
        byte kind = in.readByte();
        if (kind == REF) {
            return new Ref(in.readUnsignedShort());
        }
        List<RefExpression> parts = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            parts.add(readExpression(in));
        }
        return switch (kind) {
            case ALL -> new All(parts);
            case ANY -> new Any(parts);
            case NOT -> new Not(parts.getFirst());
            default -> throw new IllegalArgumentException("no kind of expression: " + kind);
        };
    }
}
