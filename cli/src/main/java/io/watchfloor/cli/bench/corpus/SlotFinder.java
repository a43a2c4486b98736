package io.watchfloor.cli.bench.corpus;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the places of a sample whose values change from event to event: addresses, times, ids, and what its fields name. */
final class SlotFinder {
    private static final List<String> HOSTS = List.of("host.name", "host.hostname", "winlog.computer_name");
    private static final List<String> USERS = List.of("user.name", "user.target.name", "user.effective.name");
    private static final List<String> PORTS = List.of("source.port", "destination.port");
    private static final List<String> PIDS = List.of("process.pid", "process.parent.pid");
    private static final Set<String> COMMON_USERS =
            Set.of("root", "system", "administrator", "guest", "anonymous logon");
    /** Fields in which everything stays. */
    private static final Set<String> FIXED = Set.of(
            "watchfloor.sender_id", "winlog.provider_guid", "winlog.keywords", "event.dataset", "event.provider");

    private static final int SHORTEST_NAME = 3;
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final String SHAPES = "(?<ISO>\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z?)"
            + "|(?<SYSLOG>\\b" + MONTH + " [ \\d]\\d \\d\\d:\\d\\d:\\d\\d)"
            + "|(?<WEB>\\b\\d\\d/" + MONTH + "/\\d{4}:\\d\\d:\\d\\d:\\d\\d)"
            + "|(?<GUID>\\b\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}\\b)"
            + "|(?<IP>(?<![\\w./])(?<!rv:)(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.]*\\d))"
            + "|(?<HEX>\\b(?=\\w*[a-fA-F])\\p{XDigit}{16,128}\\b)"
            + "|(?<UID>\\b[CF](?=\\w*\\d)(?=\\w*[a-z])[0-9A-Za-z]{16,17}\\b)"
            + "|\\{(?<OWN>[a-z0-9]+)}";
    private static final List<Slot.Kind> SHAPED =
            List.of(Slot.Kind.ISO, Slot.Kind.SYSLOG, Slot.Kind.WEB, Slot.Kind.GUID, Slot.Kind.HEX, Slot.Kind.UID);

    private final Map<String, Slot.Kind> names = new HashMap<>();
    private final Pattern places;

    SlotFinder(Map<String, Object> event) {
        USERS.forEach(field -> name(event.get(field), Slot.Kind.USER));
        HOSTS.forEach(field -> name(event.get(field), Slot.Kind.HOST));
        PORTS.forEach(field -> number(event.get(field), Slot.Kind.PORT));
        PIDS.forEach(field -> number(event.get(field), Slot.Kind.PID));
        String own = names.keySet().stream()
                .sorted((one, other) -> other.length() - one.length())
                .map(Pattern::quote)
                .collect(joining("|"));
        this.places = Pattern.compile(own.isEmpty() ? SHAPES : SHAPES + "|(?<![\\w.-])(?:" + own + ")(?![\\w-])");
    }

    private void name(@Nullable Object value, Slot.Kind kind) {
        if (value instanceof String name
                && name.length() >= SHORTEST_NAME
                && !name.contains("$")
                && !name.contains("{")
                && !COMMON_USERS.contains(name.toLowerCase(java.util.Locale.ROOT))
                && !name.matches("[\\d.:]+")) {
            names.put(name, kind);
        }
    }

    private void number(@Nullable Object value, Slot.Kind kind) {
        if (value instanceof Number number && number.longValue() >= 1_024) {
            names.put(number.toString(), kind);
        }
    }

    /** Told of each piece of a text in turn: what stays, and the slot behind it. */
    interface Pieces {
        void piece(String text, @Nullable Slot slot);
    }

    void find(String field, String text, Pieces pieces) {
        if (FIXED.contains(field)) {
            pieces.piece(text, null);
            return;
        }
        Matcher matcher = places.matcher(text);
        int from = 0;
        while (matcher.find()) {
            Slot slot = slot(matcher);
            if (slot != null) {
                pieces.piece(text.substring(from, matcher.start()), slot);
                from = matcher.end();
            }
        }
        pieces.piece(text.substring(from), null);
    }

    /** The slot of a field that is a number, or null if it is the same in every event. */
    @Nullable
    Slot find(String field, Number value) {
        Slot.Kind named = PORTS.contains(field) || PIDS.contains(field) ? names.get(value.toString()) : null;
        boolean counted = field.endsWith(".bytes") || field.endsWith(".packets") || field.equals("event.duration");
        Slot.Kind kind = named == null && counted && value.longValue() < 1L << 40 ? Slot.Kind.COUNT : named;
        return kind == null ? null : new Slot(kind, Long.toString(value.longValue()));
    }

    private @Nullable Slot slot(Matcher matcher) {
        String sample = matcher.group();
        for (Slot.Kind kind : SHAPED) {
            if (matcher.group(kind.name()) != null) {
                return new Slot(kind, sample);
            }
        }
        if (matcher.group("IP") != null) {
            return address(sample);
        }
        String own = matcher.group("OWN");
        return own == null ? new Slot(names.getOrDefault(sample, Slot.Kind.HOST), sample) : own(own);
    }

    private static @Nullable Slot address(String address) {
        if (address.startsWith("127.") || address.startsWith("0.") || address.startsWith("255.")) {
            return null;
        }
        boolean inside = address.startsWith("10.") || address.startsWith("192.168.") || address.startsWith("172.");
        return new Slot(inside ? Slot.Kind.INSIDE : Slot.Kind.OUTSIDE, address);
    }

    /** A place that an invented sample names; braces of a real one stay. */
    private static @Nullable Slot own(String name) {
        for (Slot.Kind kind : Slot.Kind.values()) {
            if (kind.name().toLowerCase(java.util.Locale.ROOT).equals(name)) {
                return new Slot(kind, kind == Slot.Kind.ISO ? "2000-01-01T00:00:00.000Z" : "C".repeat(17));
            }
        }
        return null;
    }
}
