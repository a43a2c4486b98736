package io.watchfloor.rules.suppress;

import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the JSON of criteria into a query, collecting all faults. Good for one reading. */
final class CriteriaReader {
    private static final String FIELD_KEY = "fields.";
    private static final Map<String, String> FIELDS = Map.of(
            "host", "host.name",
            "source", "source",
            "severity", "event.severity_name",
            "user", "user.name",
            "source_ip", "source.ip",
            "dest_ip", "destination.ip",
            "event_type", "event.action",
            "log_id", "event.id");

    private final List<CriteriaFault> faults = new ArrayList<>();

    Query read(Map<String, ?> written) {
        if (written.isEmpty()) {
            fault("", "empty", "Say what is to be muted: at least one key such as host or source_ip");
        }
        if (written.size() > Criteria.MAX_KEYS) {
            fault("", "too_many", "At most " + Criteria.MAX_KEYS + " keys");
        }
        List<Query> clauses = new ArrayList<>();
        written.forEach((key, value) -> clause(key, value).ifPresent(clauses::add));
        if (!faults.isEmpty()) {
            throw new InvalidCriteriaException(faults);
        }
        return Query.and(clauses);
    }

    private Optional<Query> clause(String key, Object value) {
        String pointer = "/" + key.replace("~", "~0").replace("/", "~1");
        Optional<String> field = field(key);
        if (field.isEmpty()) {
            fault(pointer, "unknown_key", "Known keys: " + known() + " and fields.<path>");
            return Optional.empty();
        }
        CriteriaValue reader = reader(key, field.get());
        if (!(value instanceof List<?> values)) {
            return one(reader, pointer, value);
        }
        if (values.isEmpty() || values.size() > Criteria.MAX_VALUES) {
            fault(pointer, "wrong_size", "A list has 1 to " + Criteria.MAX_VALUES + " values");
            return Optional.empty();
        }
        List<Query> any = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            one(reader, pointer + "/" + i, values.get(i)).ifPresent(any::add);
        }
        return Optional.of(Query.or(any));
    }

    private Optional<Query> one(CriteriaValue reader, String pointer, Object value) {
        try {
            return Optional.of(reader.read(value));
        } catch (IllegalArgumentException e) {
            fault(pointer, "invalid_value", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static CriteriaValue reader(String key, String field) {
        return switch (key) {
            case "severity" -> new CriteriaValue.OfSeverity(field);
            case "source_ip", "dest_ip" -> new CriteriaValue.OfField(field, true);
            default -> new CriteriaValue.OfField(field, key.startsWith(FIELD_KEY));
        };
    }

    /** The event's field behind a key; a path may be one of the short names of queries, never a pattern. */
    private static Optional<String> field(String key) {
        if (!key.startsWith(FIELD_KEY)) {
            return Optional.ofNullable(FIELDS.get(key));
        }
        String path = key.substring(FIELD_KEY.length());
        boolean plain = !path.isBlank() && path.indexOf('*') < 0 && path.indexOf('?') < 0 && !path.equals("_exists_");
        return plain && path.length() <= Criteria.MAX_VALUE_LENGTH
                ? Optional.of(
                        FieldAliases.resolve(path).size() == 1
                                ? FieldAliases.resolve(path).getFirst()
                                : path)
                : Optional.empty();
    }

    private static String known() {
        return String.join(", ", FIELDS.keySet().stream().sorted().toList());
    }

    private void fault(String pointer, String code, String message) {
        faults.add(new CriteriaFault(pointer, code, message));
    }
}
