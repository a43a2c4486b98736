package io.watchfloor.parsers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ECS fields of the events whose meaning is known, by log and event id. What a sender has set already stays. */
final class WindowsEcs {
    private static final Set<String> NO_ADDRESS = Set.of("::", "0.0.0.0", "::1");
    private static final Set<String> HASHES = Set.of("md5", "sha1", "sha256", "sha512");

    private final WindowsRecord record;
    private final EventFields event;

    private WindowsEcs(WindowsRecord record, EventFields event) {
        this.record = record;
        this.event = event;
    }

    /**
     * What kind of thing happened.
     *
     * @param types {@code event.type}
     */
    record Kind(String action, String category, List<String> types) {
        static Kind of(String action, String category, String... types) {
            return new Kind(action, category, List.of(types));
        }
    }

    static void map(WindowsRecord record, EventFields event) {
        WindowsEcs ecs = new WindowsEcs(record, event);
        String channel = record.text("channel").toLowerCase(Locale.ROOT);
        String provider = record.text("provider_name").toLowerCase(Locale.ROOT);
        if (channel.contains("sysmon") || provider.contains("sysmon")) {
            WindowsSysmon.map(ecs, record.text("event_id"));
        } else if (channel.equals("security")) {
            WindowsSecurity.map(ecs, record.text("event_id"));
        } else {
            WindowsSystemLogs.map(ecs, channel + " " + provider, record.text("event_id"));
        }
    }

    /** A value of EventData, or null when it is absent or says that there is none. */
    @Nullable
    String value(String name) {
        return record.value(name);
    }

    void kind(@Nullable Kind kind) {
        if (kind != null) {
            event.setIfAbsent("event.action", kind.action());
            event.setIfAbsent("event.category", kind.category());
            event.setIfAbsent("event.type", kind.types());
        }
    }

    void set(String field, @Nullable Object value) {
        event.setIfAbsent(field, value);
    }

    /** The outcome whatever the audit said: some successful audits are of refused requests. */
    void outcome(String outcome) {
        event.set("event.outcome", outcome);
    }

    /** The outcome cannot be told from this event alone. */
    void noOutcome() {
        event.set("event.outcome", "unknown");
    }

    void copy(String name, String field) {
        event.setIfAbsent(field, value(name));
    }

    void copyAll(Map<String, String> fieldsByName) {
        fieldsByName.forEach(this::copy);
    }

    /** A path, and its last part as name: {@code process.executable} and {@code process.name}. */
    void path(String name, String pathField, String nameField) {
        String path = value(name);
        if (path != null) {
            event.setIfAbsent(pathField, path);
            event.setIfAbsent(nameField, path.substring(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1));
        }
    }

    /** A process id, hexadecimal in Security's events, decimal in Sysmon's. */
    void processId(String name, String field) {
        String text = value(name);
        if (text == null) {
            return;
        }
        try {
            event.setIfAbsent(
                    field, text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.valueOf(text));
        } catch (NumberFormatException e) {
            event.unmapped(field, text);
        }
    }

    void address(String name, String prefix) {
        String text = value(name);
        String address = text == null ? null : IpText.canonical(text.strip());
        if (address != null && !NO_ADDRESS.contains(address)) {
            event.setIfAbsent(prefix + ".ip", address);
        }
    }

    void port(String name, String prefix) {
        String text = value(name);
        if (text != null && !text.equals("0") && FieldType.LONG.fit(text) != null) {
            event.setIfAbsent(prefix + ".port", text);
        }
    }

    /** An account: {@code DOMAIN\name}, {@code name@domain} or a name. */
    void user(String prefix, @Nullable String account, @Nullable String domain, @Nullable String sid) {
        if (account != null) {
            Account parts = Account.of(account);
            String name = parts.name();
            String inName = parts.domain();
            event.setIfAbsent(prefix + ".name", name);
            event.setIfAbsent(prefix + ".domain", domain == null ? inName : domain);
        }
        event.setIfAbsent(prefix + ".id", sid);
    }

    /** The account whose values begin with {@code kind}: Subject, Target. */
    void account(String prefix, String kind) {
        String sid = value(kind + "UserSid");
        user(prefix, value(kind + "UserName"), value(kind + "DomainName"), sid == null ? value(kind + "Sid") : sid);
    }

    /** Sysmon's {@code MD5=…,SHA256=…,IMPHASH=…}. */
    void hashes(String name, String prefix) {
        String text = value(name);
        if (text == null) {
            return;
        }
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            String algorithm =
                    equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String hash = part.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
            if (HASHES.contains(algorithm)) {
                event.setIfAbsent(prefix + ".hash." + algorithm, hash);
                event.add("related.hash", hash);
            } else if (algorithm.equals("imphash")) {
                event.setIfAbsent(prefix + ".pe.imphash", hash);
            }
        }
    }

    /** A registry path: hive, key, and with {@code hasValue} the value that its last part names. */
    void registry(String path, boolean hasValue) {
        int first = path.startsWith("\\") ? -1 : path.indexOf('\\');
        int last = path.lastIndexOf('\\');
        event.setIfAbsent("registry.path", path);
        if (first > 0) {
            event.setIfAbsent("registry.hive", path.substring(0, first));
            event.setIfAbsent(
                    "registry.key", path.substring(first + 1, hasValue && last > first ? last : path.length()));
        }
        if (hasValue && last >= 0) {
            event.setIfAbsent("registry.value", path.substring(last + 1));
        }
    }

    /** Another program has judged it already. */
    void alert() {
        event.set("event.kind", "alert");
    }

    void relate(String field, @Nullable Object value) {
        event.add(field, value);
    }
}
