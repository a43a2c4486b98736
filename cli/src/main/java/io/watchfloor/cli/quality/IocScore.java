package io.watchfloor.cli.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.observables.Ioc;
import io.watchfloor.observables.IocExtractor;
import io.watchfloor.observables.IocOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts what is found in texts with known answers. A value that is expected and found is right, expected and not found
 * missed; found and neither expected nor allowed is wrong. Types that no answer is known for are not counted.
 */
final class IocScore {
    private static final Set<String> GRADED = Set.of(
            "ipv4",
            "ipv6",
            "cidr",
            "domain",
            "url",
            "email",
            "md5",
            "sha1",
            "sha256",
            "sha512",
            "cve",
            "mac",
            "attack_id");

    private final IocExtractor extractor = new IocExtractor();
    private final Map<String, Counts> byType = new TreeMap<>();
    private final Map<String, Cases> byGroup = new TreeMap<>();
    private final List<String> failed = new ArrayList<>();

    /** Values of one type. */
    record Counts(int right, int wrong, int missed) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(right + other.right, wrong + other.wrong, missed + other.missed);
        }

        double precision() {
            return right + wrong == 0 ? 1 : (double) right / (right + wrong);
        }

        double recall() {
            return right + missed == 0 ? 1 : (double) right / (right + missed);
        }

        double f1() {
            double sum = precision() + recall();
            return sum == 0 ? 0 : 2 * precision() * recall() / sum;
        }

        boolean faultless() {
            return wrong == 0 && missed == 0;
        }
    }

    /** Texts of one group. */
    record Cases(int right, int all) {
        static final Cases NONE = new Cases(0, 0);

        Cases plus(boolean one) {
            return new Cases(right + (one ? 1 : 0), all + 1);
        }
    }

    /** One text with its answer. */
    void count(JsonNode line) {
        Map<String, Set<String>> found = found(line);
        Map<String, Set<String>> expected = values(line.path("expect"));
        Map<String, Set<String>> allowed = values(line.path("allow"));
        Set<String> asked = new HashSet<>();
        line.path("ioc_types").forEach(type -> asked.add(type.textValue()));
        Set<String> types = new TreeSet<>(expected.keySet());
        found.keySet().stream().filter(GRADED::contains).forEach(types::add);
        boolean right = true;
        for (String type : types) {
            boolean mayBe = asked.isEmpty() || asked.contains(type);
            Counts counts = counts(of(expected, type), of(found, type), mayBe ? of(allowed, type) : Set.of());
            byType.merge(type, counts, Counts::plus);
            right &= counts.faultless();
        }
        String group = line.path("group").asText();
        byGroup.put(group, byGroup.getOrDefault(group, Cases.NONE).plus(right));
        if (!right) {
            failed.add(line.path("id").asText());
        }
    }

    Map<String, Counts> byType() {
        return byType;
    }

    Map<String, Cases> byGroup() {
        return byGroup;
    }

    /** Ids of texts of which something is wrong or missed. */
    List<String> failed() {
        return failed;
    }

    /** All types together. */
    Counts micro() {
        return byType.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** Texts wholly right, of all. */
    Cases cases() {
        return byGroup.values().stream()
                .reduce(Cases.NONE, (a, b) -> new Cases(a.right() + b.right(), a.all() + b.all()));
    }

    private Map<String, Set<String>> found(JsonNode line) {
        List<String> filters = new ArrayList<>();
        line.path("ioc_types").forEach(type -> filters.add(type.textValue()));
        Map<String, Set<String>> found = new HashMap<>();
        String text = line.path("text").textValue();
        for (Ioc ioc : extractor.extract(text, IocOptions.of(filters, false)).found()) {
            add(found, ioc.type().wireName(), ioc.value());
        }
        return found;
    }

    private static Map<String, Set<String>> values(JsonNode byType) {
        Map<String, Set<String>> values = new HashMap<>();
        byType.properties()
                .forEach(entry -> entry.getValue().forEach(value -> add(values, entry.getKey(), value.textValue())));
        return values;
    }

    private static void add(Map<String, Set<String>> values, String type, String value) {
        boolean unused = values.computeIfAbsent(type, key -> new HashSet<>()).add(compared(type, value));
    }

    private static Counts counts(Set<String> expected, Set<String> found, Set<String> allowed) {
        int right = (int) expected.stream().filter(found::contains).count();
        int wrong = (int) found.stream()
                .filter(value -> !expected.contains(value) && !allowed.contains(value))
                .count();
        return new Counts(right, wrong, expected.size() - right);
    }

    private static Set<String> of(Map<String, Set<String>> values, String type) {
        return values.getOrDefault(type, Set.of());
    }

    /** The form in which values are compared: case and a last dot or slash do not count where they mean nothing. */
    private static String compared(String type, String value) {
        return switch (type) {
            case "cve", "attack_id", "asn" -> value.strip().toUpperCase(Locale.ROOT);
            case "url" -> url(value.strip());
            case "domain" -> value.strip().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
            case "ipv4", "ipv6", "cidr", "email", "md5", "sha1", "sha256", "sha512", "mac" ->
                value.strip().toLowerCase(Locale.ROOT);
            default -> value.strip();
        };
    }

    private static String url(String value) {
        int host = value.indexOf("://") + 3;
        if (host < 3) {
            return value;
        }
        int slash = value.indexOf('/', host);
        String authority = value.substring(host, slash < 0 ? value.length() : slash);
        String path = slash < 0 ? "" : value.substring(slash);
        String named = authority.contains("@") ? authority : authority.toLowerCase(Locale.ROOT);
        return value.substring(0, host).toLowerCase(Locale.ROOT) + named + (path.equals("/") ? "" : path);
    }
}
