package io.watchfloor.parsers;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event in the making, as a {@link SourceParser} fills it. The first value of a field stays; null, blank text and the
 * words that senders have for nothing ({@code -}) are no values.
 */
public final class EventDraft {
    private static final Set<String> NOTHING = Set.of("", "-", "?", "(null)");

    private final EventFields fields;
    private final Receipt receipt;
    private @Nullable Instant time;
    private @Nullable String senderId;

    EventDraft(EventFields fields, Receipt receipt) {
        this.fields = fields;
        this.receipt = receipt;
    }

    /** The zone of times that name none. */
    public ZoneId zone() {
        return receipt.zone();
    }

    public boolean has(String field) {
        return fields.has(field);
    }

    /** Sets a field that has no value yet. */
    public void put(String field, @Nullable Object value) {
        if (!(value instanceof String text && NOTHING.contains(text.strip()))) {
            fields.setIfAbsent(field, value);
        }
    }

    /** Sets a field whatever it was. */
    public void replace(String field, @Nullable Object value) {
        fields.set(field, value);
    }

    /** Adds to the values of a field. */
    public void add(String field, @Nullable Object value) {
        fields.add(field, value);
    }

    /**
     * An address, or several. One that names nobody ({@code 0.0.0.0}) is left out; text that is no address is kept beside as
     * {@code source.address} of {@code source.ip}.
     */
    public void address(String field, @Nullable Object value) {
        if (value instanceof List<?> values) {
            List<String> addresses = values.stream()
                    .map(Addresses::of)
                    .filter(each -> !each.isEmpty())
                    .toList();
            put(field, addresses.size() == 1 ? addresses.getFirst() : addresses);
            return;
        }
        String text = value == null ? "" : value.toString().strip();
        String address = Addresses.of(text);
        if (!address.isEmpty()) {
            put(field, address);
        } else if (!Addresses.isNobody(text)) {
            put(field.endsWith(".ip") ? field.substring(0, field.length() - 2) + "address" : field, text);
        }
    }

    /** A port; 0 is none. */
    public void port(String field, @Nullable Object value) {
        if (value != null && !value.toString().equals("0") && FieldType.LONG.fit(value) != null) {
            put(field, value);
        }
    }

    /**
     * An account by name, {@code DOMAIN\name} or {@code name@domain}; the last also as {@code email}.
     *
     * @param prefix {@code user}, {@code user.target}, {@code source.user}, …
     * @param domain where it is known apart
     */
    public void account(String prefix, @Nullable String account, @Nullable String domain) {
        String text = account == null ? "" : account.strip();
        if (NOTHING.contains(text)) {
            return;
        }
        Account parts = Account.of(text);
        put(prefix + ".name", parts.name());
        put(prefix + ".domain", domain == null || domain.isBlank() ? parts.domain() : domain);
        put(prefix + ".email", parts.principal());
    }

    /** The host that the event is of: with its domain as {@code host.name}, without it as {@code host.hostname}. */
    public void host(@Nullable String name) {
        String host = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        if (NOTHING.contains(host)) {
            return;
        }
        put("host.name", host);
        put("host.hostname", Hosts.shortName(host));
    }

    /** A hash in lower case without separators. */
    public void hash(String field, @Nullable Object value) {
        if (value instanceof List<?> values) {
            put(
                    field,
                    values.stream()
                            .map(each -> Hosts.hash(each.toString()))
                            .distinct()
                            .toList());
        } else if (value != null) {
            put(field, Hosts.hash(value.toString()));
        }
    }

    /** How bad it is: {@code event.severity} 0-100 and its word. */
    public void severity(@Nullable Severity severity) {
        if (severity != null && !fields.has("event.severity_name")) {
            fields.set("event.severity", severity.score());
            fields.set("event.severity_name", severity.wireName());
        }
    }

    /** The severity of a word in any of the usual scales, or null. */
    public static @Nullable Severity severityOf(@Nullable String word) {
        return word == null ? null : Severities.ofWord(word);
    }

    /** What kind of thing happened. */
    public void kind(String category, String... types) {
        put("event.category", category);
        put("event.type", List.of(types));
    }

    /** When it happened; the first usable time counts. A time without a zone is one of {@link #zone()}. */
    public void time(@Nullable Object given) {
        if (given == null || time != null) {
            return;
        }
        fields.setIfAbsent(Event.CREATED, given.toString());
        Instant parsed = TimeText.parse(given, receipt.zone());
        if (parsed == null) {
            fields.unmapped(Event.TIMESTAMP, given.toString());
        } else if (TimeText.isPlausible(parsed, receipt.receivedAt())) {
            time = parsed;
        } else {
            fields.add("tags", "implausible_time");
        }
    }

    /** Says when it happened, where the source has its own way to write it. */
    public void at(Instant instant, String given) {
        fields.setIfAbsent(Event.CREATED, given);
        time = instant;
    }

    /** The id that the sender gave the event, the same wherever it arrives; where there is none the content is the id. */
    public void senderId(@Nullable String id) {
        if (id != null && !id.isBlank()) {
            senderId = id;
        }
    }

    /** A Windows event inside another record. */
    public void windows(Map<String, Object> system, Map<String, String> data) {
        WindowsParser.inside(fields, new WindowsRecord(system, data, null, Map.of()));
    }

    /** A line of a program inside another record. */
    public void program(@Nullable String program, @Nullable String message) {
        if (message != null && SshdParser.isFor(program)) {
            SshdParser.parse(message, fields);
        }
    }

    Instant time() {
        return time == null ? receipt.receivedAt() : time;
    }

    @Nullable
    String senderId() {
        return senderId;
    }
}
