package io.watchfloor.detection.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is kept of a correlation's group beside its entries.
 *
 * @param rule key of the rule it belongs to
 * @param at which correlation of the rule's plan
 * @param group its text
 * @param settledMs up to when what was to be found has been found
 * @param learningMs when its first value was seen
 * @param terms values kept
 * @param holdMs it is not judged before events are matched up to here, because hits of long ago are still coming
 * @param dueMs when events are matched up to here it is to be judged; {@link Long#MAX_VALUE} for never
 */
record CorrelationFacts(
        byte[] rule,
        int at,
        String group,
        long settledMs,
        long learningMs,
        int terms,
        long holdMs,
        long dueMs,
        GroupFacts facts) {
    private static final int RULE_BYTES = 16;

    static CorrelationFacts ofNew(byte[] rule, int at, String group) {
        return new CorrelationFacts(
                rule, at, group, Long.MIN_VALUE, Long.MAX_VALUE, 0, Long.MIN_VALUE, Long.MAX_VALUE, GroupFacts.NEW);
    }

    byte[] write() {
        byte[] text = group.getBytes(StandardCharsets.UTF_8);
        byte[] rest = facts.write();
        return ByteBuffer.allocate(RULE_BYTES + 3 * Integer.BYTES + 4 * Long.BYTES + text.length + rest.length)
                .put(rule)
                .putInt(at)
                .putInt(terms)
                .putLong(settledMs)
                .putLong(learningMs)
                .putLong(holdMs)
                .putLong(dueMs)
                .putInt(text.length)
                .put(text)
                .put(rest)
                .array();
    }

    static CorrelationFacts read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] rule = new byte[RULE_BYTES];
        buffer.get(rule);
        int at = buffer.getInt();
        int terms = buffer.getInt();
        long settled = buffer.getLong();
        long learning = buffer.getLong();
        long hold = buffer.getLong();
        long due = buffer.getLong();
        byte[] text = new byte[buffer.getInt()];
        buffer.get(text);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        String group = new String(text, StandardCharsets.UTF_8);
        return new CorrelationFacts(rule, at, group, settled, learning, terms, hold, due, GroupFacts.read(rest));
    }
}
