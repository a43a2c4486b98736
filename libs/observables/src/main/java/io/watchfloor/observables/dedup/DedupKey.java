package io.watchfloor.observables.dedup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.observables.Normaliser;
import io.watchfloor.observables.Observable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * The key by which alerts are deduplicated, version 1: {@code v1:} and the hexadecimal SHA-256 of the canonical JSON
 * (RFC 8785) of what identifies the alert. Canonical JSON, not joined strings, so that no value can reach into the
 * next field. Event times, log ids, severities, message texts, ports, rule versions, techniques and tags never enter.
 *
 * <p>A missing value (absent or blank) is JSON {@code null}; several values of one field are a sorted set.
 */
public final class DedupKey {
    /** Characters in a client's own key. */
    public static final int LONGEST_CLIENT_KEY = 255;

    private static final ObjectMapper JSON = new ObjectMapper();

    private DedupKey() {}

    /**
     * The key of a rule's alert; occurrences that lack a field group together.
     *
     * @param entities the values of each of the rule's dedup fields; a field without values is missing
     */
    public static String rule(String tenant, String ruleId, Map<String, List<String>> entities) {
        return rule(tenant, ruleId, entities, null);
    }

    /**
     * The key of a rule's alert.
     *
     * @param missing null to group occurrences that lack a field; to separate them, what tells them apart, such as the
     *     event id (so that a redelivered event gets its key again)
     */
    public static String rule(
            String tenant, String ruleId, Map<String, List<String>> entities, @Nullable String missing) {
        Map<String, @Nullable Object> normalised = new TreeMap<>();
        entities.forEach((field, values) -> {
            Object value = entity(field, values);
            normalised.put(field, value == null && missing != null ? Map.of("missing", missing) : value);
        });
        return hash(Map.of("v", 1, "tenant", tenant, "rule", ruleId, "entities", normalised));
    }

    /** The key of an alert that no rule raised. */
    public static String adhoc(
            String tenant, String title, String source, @Nullable String host, Collection<Observable> observables) {
        Map<String, @Nullable Object> key = new TreeMap<>();
        key.put("v", 1);
        key.put("tenant", tenant);
        key.put("title", orNull(Normaliser.text(title)));
        key.put("source", orNull(Normaliser.text(source)));
        key.put("host", host == null ? null : orNull(Normaliser.host(host)));
        key.put(
                "observables",
                observables.stream()
                        .map(Observable::qualified)
                        .sorted()
                        .distinct()
                        .toList());
        return hash(key);
    }

    /**
     * The key that a client chose, taken as it is.
     *
     * @throws IllegalArgumentException if it is blank or longer than {@link #LONGEST_CLIENT_KEY}
     */
    public static String client(String tenant, String key) {
        if (key.isBlank() || key.length() > LONGEST_CLIENT_KEY) {
            throw new IllegalArgumentException("a dedup key has 1 to " + LONGEST_CLIENT_KEY + " characters");
        }
        return hash(Map.of("v", 1, "tenant", tenant, "client", key));
    }

    /** One value is itself, so that {@code "a"} and {@code ["a", "a"]} are the same. */
    private static @Nullable Object entity(String field, List<String> values) {
        EntityKind kind = EntityKind.of(field);
        TreeSet<String> set = new TreeSet<>();
        values.stream()
                .filter(Objects::nonNull)
                .map(kind::normalise)
                .filter(value -> !value.isEmpty())
                .forEach(set::add);
        return switch (set.size()) {
            case 0 -> null;
            case 1 -> set.first();
            default -> set;
        };
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    private static String hash(Map<String, ? extends @Nullable Object> key) {
        return "v1:" + HexFormat.of().formatHex(sha256(canonical(key)));
    }

    private static byte[] canonical(Map<String, ? extends @Nullable Object> key) {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsString(key)).getEncodedUTF8();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and maps are always JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("our own JSON is always read", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
