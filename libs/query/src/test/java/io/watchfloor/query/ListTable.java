package io.watchfloor.query;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A table of events that skips strings without any of a test's literals, as columns may. */
record ListTable(List<Map<String, Object>> events) implements Table {

    @Override
    public int rows() {
        return events.size();
    }

    @Override
    public Set<String> fields() {
        return events.stream().flatMap(event -> event.keySet().stream()).collect(Collectors.toSet());
    }

    @Override
    public void select(String field, ColumnTest test, long[] into) {
        for (int row = 0; row < events.size(); row++) {
            if (passes(test, events.get(row).get(field))) {
                into[row / 64] |= 1L << row % 64;
            }
        }
    }

    private static boolean passes(ColumnTest test, Object value) {
        return switch (value) {
            case null -> false;
            case List<?> values -> values.stream().anyMatch(each -> passes(test, each));
            case Object _ when test.any() -> true;
            case String text -> mayPass(text, test.literals()) && test.text(text);
            case Number number -> test.numbers() && test.number(number);
            case Boolean truth -> test.numbers() && test.truth(truth);
            default -> throw new IllegalArgumentException();
        };
    }

    private static boolean mayPass(String text, List<byte[]> literals) {
        return literals.isEmpty() || literals.stream().anyMatch(literal -> holds(text, literal));
    }

    private static boolean holds(String text, byte[] literal) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] += (byte) (bytes[i] >= 'A' && bytes[i] <= 'Z' ? 32 : 0);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(literal, StandardCharsets.US_ASCII));
    }
}
