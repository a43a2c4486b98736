package io.watchfloor.parsers;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a field may hold. A value that neither fits nor converts without loss goes to {@code unmapped.<field>}. */
enum FieldType {
    /** Strings, numbers and booleans as they are. */
    ANY {
        @Override
        Object fit(Object value) {
            return value instanceof BigInteger ? value.toString() : value;
        }
    },
    /** Strings; numbers and booleans become text. */
    TEXT {
        @Override
        Object fit(Object value) {
            return value.toString();
        }
    },
    /** Literal addresses in one spelling. */
    IP {
        @Override
        @Nullable
        Object fit(Object value) {
            return value instanceof String text ? IpText.canonical(text.strip()) : null;
        }
    },
    /** Whole numbers of 64 bits, also written as text (Wazuh, CEF and others send ports so). */
    LONG {
        @Override
        @Nullable
        Object fit(Object value) {
            return switch (value) {
                case Integer number -> number;
                case Long number -> number;
                case Double number when number == Math.rint(number) && Math.abs(number) < 9e15 -> number.longValue();
                case String text -> parseLong(text.strip());
                default -> null;
            };
        }
    },
    /** true and false, also written as text. */
    BOOLEAN {
        @Override
        @Nullable
        Object fit(Object value) {
            return switch (value) {
                case Boolean flag -> flag;
                case String text when text.strip().equalsIgnoreCase("true") -> true;
                case String text when text.strip().equalsIgnoreCase("false") -> false;
                default -> null;
            };
        }
    };

    private static final Map<String, FieldType> TYPES = Map.ofEntries(
            Map.entry("event.action", TEXT),
            Map.entry("event.category", TEXT),
            Map.entry("event.code", TEXT),
            Map.entry("event.created", TEXT),
            Map.entry("event.dataset", TEXT),
            Map.entry("event.kind", TEXT),
            Map.entry("event.module", TEXT),
            Map.entry("event.original", TEXT),
            Map.entry("event.outcome", TEXT),
            Map.entry("event.provider", TEXT),
            Map.entry("event.reason", TEXT),
            Map.entry("event.severity_name", TEXT),
            Map.entry("event.type", TEXT),
            Map.entry("event.severity", LONG),
            Map.entry("event.duration", LONG),
            Map.entry("event.sequence", LONG),
            Map.entry("event.risk_score", ANY),
            Map.entry("error.message", TEXT),
            Map.entry("message", TEXT),
            Map.entry("tags", TEXT),
            Map.entry("host.name", TEXT),
            Map.entry("host.hostname", TEXT),
            Map.entry("user.name", TEXT),
            Map.entry("user.domain", TEXT),
            Map.entry("process.name", TEXT),
            Map.entry("process.command_line", TEXT),
            Map.entry("user_agent.original", TEXT),
            Map.entry("http.request.id", TEXT),
            Map.entry("trace.id", TEXT),
            Map.entry("source.geo.country_iso_code", TEXT),
            Map.entry("service.target.name", TEXT),
            Map.entry("service.target.type", TEXT),
            Map.entry("process.pid", LONG),
            Map.entry("process.parent.pid", LONG),
            Map.entry("http.response.status_code", LONG),
            Map.entry("network.bytes", LONG),
            Map.entry("network.packets", LONG),
            Map.entry("log.syslog.priority", LONG),
            Map.entry("log.syslog.repeat_count", LONG),
            Map.entry("attempt_number", LONG),
            Map.entry("mfa_enabled", BOOLEAN),
            Map.entry("mfa_verified", BOOLEAN));

    /** The value as this type keeps it, or null when it does not fit. Never given a list, an object or null. */
    abstract @Nullable Object fit(Object value);

    /** The type of a field: the table, and for addresses and ports of any ECS field set its last name. */
    static FieldType of(String field) {
        FieldType type = TYPES.get(field);
        if (type != null) {
            return type;
        }
        int dot = field.lastIndexOf('.');
        if (dot < 0 || field.startsWith("unmapped.")) {
            return ANY;
        }
        return switch (field.substring(0, dot).toLowerCase(Locale.ROOT)) {
            case "source",
                    "destination",
                    "client",
                    "server",
                    "host",
                    "observer",
                    "related",
                    "source.nat",
                    "destination.nat" -> ofEndpoint(field.substring(dot + 1));
            default -> ANY;
        };
    }

    private static FieldType ofEndpoint(String name) {
        return switch (name) {
            case "ip" -> IP;
            case "port", "bytes", "packets" -> LONG;
            case "address", "domain", "name", "hosts", "user" -> TEXT;
            default -> ANY;
        };
    }

    private static @Nullable Object parseLong(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
