package io.watchfloor.search.correlate;

import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In which fields of events indicators are looked for, and what kind is in each. Immutable. */
public final class CorrelationFields {
    /** What is compared when nothing is said. */
    public static final List<String> DEFAULT = List.of("src_ip", "dst_ip", "user", "hash");

    private static final String IP = "ip";
    private static final Map<String, Known> KNOWN = known();

    /** By the name of a field or of a family of fields. */
    private final Map<String, Kind> kinds;

    private final Map<String, Kind> families;

    private record Kind(String name, ValueForm form) {}

    private record Known(Kind kind, List<String> fields) {
        static Known of(String kind, ValueForm form, String... fields) {
            return new Known(new Kind(kind, form), List.of(fields));
        }
    }

    private CorrelationFields(Map<String, Kind> all) {
        Map<String, Kind> single = new LinkedHashMap<>();
        Map<String, Kind> whole = new LinkedHashMap<>();
        all.forEach((field, kind) -> (Fields.isFamily(field) ? whole : single).put(field, kind));
        kinds = Collections.unmodifiableMap(single);
        families = Collections.unmodifiableMap(whole);
    }

    /**
     * The fields of some names: {@code src_ip}, {@code dst_ip}, {@code ip}, {@code user}, {@code hash}, {@code host}, {@code domain},
     * {@code url}, {@code process}, {@code session}, an alias of the query language, or the name of any field.
     */
    public static CorrelationFields of(List<String> names) {
        Map<String, Kind> all = new TreeMap<>();
        for (String name : names) {
            Known known = KNOWN.getOrDefault(name, plain(name));
            known.fields().forEach(field -> all.putIfAbsent(field, known.kind()));
        }
        return new CorrelationFields(all);
    }

    /** The names that stand for a kind of indicator. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(KNOWN.keySet()));
    }

    /** The fields that are read; some may be families. */
    public Set<String> fields() {
        Set<String> all = new TreeSet<>(kinds.keySet());
        all.addAll(families.keySet());
        return all;
    }

    boolean reads(String field) {
        return kind(field) != null;
    }

    /** What a value in a field shows; null when nothing. */
    @Nullable
    Sighting sighting(String field, String value) {
        Kind kind = kind(field);
        String read = kind == null ? null : kind.form().read(value);
        return kind == null || read == null ? null : new Sighting(new Indicator(kind.name(), read), field, value);
    }

    /** What finds the events that have an indicator, and perhaps some others. */
    Query asked(Indicator indicator) {
        List<Query> clauses = new ArrayList<>();
        for (Map<String, Kind> part : List.of(kinds, families)) {
            part.forEach((field, kind) -> {
                if (kind.name().equals(indicator.kind())) {
                    clauses.add(kind.form().asked(field, indicator.value()));
                }
            });
        }
        return Query.or(clauses);
    }

    private @Nullable Kind kind(String field) {
        Kind kind = kinds.get(field);
        if (kind != null || families.isEmpty()) {
            return kind;
        }
        return families.entrySet().stream()
                .filter(family -> Fields.isMember(
                        field, family.getKey().substring(0, family.getKey().length() - 1)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Known plain(String name) {
        return new Known(new Kind(name, ValueForm.TEXT), FieldAliases.resolve(name));
    }

    private static Map<String, Known> known() {
        Map<String, Known> all = new LinkedHashMap<>();
        for (String name : List.of("src_ip", "source_ip", "source.ip")) {
            all.put(name, Known.of(IP, ValueForm.ADDRESS, "source.ip"));
        }
        for (String name : List.of("dst_ip", "dest_ip", "destination_ip", "destination.ip")) {
            all.put(name, Known.of(IP, ValueForm.ADDRESS, "destination.ip"));
        }
        all.put(
                IP,
                Known.of(IP, ValueForm.ADDRESS, "source.ip", "destination.ip", "client.ip", "server.ip", "related.ip"));
        all.put(
                "user",
                Known.of(
                        "user",
                        ValueForm.TEXT,
                        "user.name",
                        "user.target.name",
                        "user.effective.name",
                        "source.user.name"));
        all.put("hash", Known.of("hash", ValueForm.TEXT, "file.hash.*", "process.hash.*", "dll.hash.*"));
        all.put("host", Known.of("host", ValueForm.HOST, "host.name", "host.hostname"));
        all.put(
                "domain",
                Known.of(
                        "domain",
                        ValueForm.TEXT,
                        "dns.question.name",
                        "url.domain",
                        "destination.domain",
                        "tls.client.server_name"));
        all.put("url", Known.of("url", ValueForm.TEXT, "url.full", "url.original"));
        all.put("process", Known.of("process", ValueForm.TEXT, "process.entity_id", "process.executable"));
        all.put(
                "session",
                Known.of(
                        "session",
                        ValueForm.TEXT,
                        "network.community_id",
                        "zeek.session_id",
                        "suricata.flow_id",
                        "winlog.logon.id",
                        "session.id"));
        return Collections.unmodifiableMap(all);
    }
}
