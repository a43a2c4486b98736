package io.watchfloor.parsers.suricata;

import io.watchfloor.parsers.SourceRecord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What EVE's types and values are. */
final class SuricataTypes {
    /** Types of records that are about a network, not about one protocol. */
    private static final Set<String> NO_PROTOCOL =
            Set.of("alert", "flow", "netflow", "stats", "fileinfo", "anomaly", "drop", "metadata", "frame", "engine");

    private SuricataTypes() {}

    static boolean isProtocol(String type) {
        return !NO_PROTOCOL.contains(type);
    }

    /** Those of the answers to a question of names that look like addresses; others are dropped by the field's type. */
    static @Nullable List<String> addresses(@Nullable Object answers) {
        List<?> values = answers instanceof List<?> list ? list : answers == null ? List.of() : List.of(answers);
        List<String> addresses = values.stream()
                .map(Object::toString)
                .filter(text -> !text.isEmpty()
                        && (text.indexOf(':') >= 0 || Character.isDigit(text.charAt(text.length() - 1)))
                        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.'))
                .toList();
        return addresses.isEmpty() ? null : addresses;
    }

    static @Nullable Long sum(SourceRecord record, String one, String other) {
        return record.value(one) instanceof Number left && record.value(other) instanceof Number right
                ? left.longValue() + right.longValue()
                : null;
    }
}
