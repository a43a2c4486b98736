package io.watchfloor.observables.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.watchfloor.observables.Observable;
import io.watchfloor.observables.ObservableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DedupKeyTest {
    private static final Observable ADDRESS = new Observable(ObservableType.IP, "10.0.0.1");
    private static final Observable DOMAIN = new Observable(ObservableType.DOMAIN, "evil.example");
    private static final List<String> FIELDS = List.of("host", "user", "source_ip", "dest_ip", "event.action");

    /** The expected hashes were computed by another program from the canonical JSON in the comments. */
    @Test
    void keysArePinned() {
        // {"entities":{"host":"web-1","source_ip":"10.0.0.1","user":null},"rule":"r-1","tenant":"acme","v":1}
        assertThat(DedupKey.rule(
                        "acme",
                        "r-1",
                        Map.of("host", List.of("WEB-1."), "user", List.of(), "source_ip", List.of("::ffff:10.0.0.1"))))
                .isEqualTo("v1:8bb37bc4e23b6677bd41a8b83f70033f43d0df1055b9566131560e43b89933b5");
        // {"entities":{"user":["ana","bo"]},"rule":"r-1","tenant":"acme","v":1}
        assertThat(DedupKey.rule("acme", "r-1", Map.of("user", List.of("Bo", "ana", "bo"))))
                .isEqualTo("v1:a2604ad1243d1d03c545d87595fff059a3bfe3e77003f4073b2251359f4f7637");
        // {"host":null,"observables":["domain:evil.example","ip:10.0.0.1"],"source":"syslog","tenant":"acme",
        //  "title":"brute force","v":1}
        assertThat(DedupKey.adhoc("acme", "Brute  Force", "syslog", null, List.of(ADDRESS, DOMAIN, ADDRESS)))
                .isEqualTo("v1:70853b4441823703693353211664acb45032e7957f6c21d28fead2ee6c90607f");
        // {"client":"Ticket-7","tenant":"acme","v":1}
        assertThat(DedupKey.client("acme", "Ticket-7"))
                .isEqualTo("v1:76a33aaad01eec5e89a776e4f10a6061d4dd6462ab4a288fcdecc7af190af945");
    }

    @ParameterizedTest
    @CsvSource({
        "host, WEB-1., web-1",
        "host.name, Web-1, web-1.",
        "user, Admin, admin",
        "user.name, ADMIN, admin",
        "source_ip, ::ffff:10.0.0.1, 10.0.0.1",
        "source.ip, 2001:DB8::1, 2001:db8:0:0::1",
        "dest_ip, 2001:DB8::1, 2001:db8::1",
        "url.full, HTTP://a.b:80/x#y, http://a.b/x",
        "dns.question.name, EVIL[.]example, evil.example.",
        "event.action, SSH   Login, ssh login"
    })
    void entitiesAreNormalisedByTheirField(String field, String one, String other) {
        assertThat(ruleKey(field, one)).isEqualTo(ruleKey(field, other));
    }

    @ParameterizedTest
    @CsvSource({
        "host, web-1, web-1.corp",
        "user, corp\\admin, admin",
        "source_ip, 010.0.0.1, 10.0.0.1",
        "url.full, http://a.b/X, http://a.b/x",
        "event.action, ssh login, ssh-login",
        "event.action, web-1., web-1"
    })
    void differentEntitiesGiveDifferentKeys(String field, String one, String other) {
        assertThat(ruleKey(field, one)).isNotEqualTo(ruleKey(field, other));
    }

    @Test
    void absentNullAndBlankAreTheSameMissingValue() {
        String missing = DedupKey.rule("acme", "r", Map.of("user", List.of()));
        assertThat(ruleKey("user", "")).isEqualTo(missing);
        assertThat(ruleKey("user", " \t")).isEqualTo(missing);
        assertThat(DedupKey.rule("acme", "r", Map.of("user", Arrays.asList(null, ""))))
                .isEqualTo(missing);
        assertThat(ruleKey("user", "null")).isNotEqualTo(missing);
        assertThat(DedupKey.adhoc("acme", "t", "s", ".", Set.of()))
                .isEqualTo(DedupKey.adhoc("acme", "t", "s", null, Set.of()));
    }

    @Test
    void missingValuesCanKeepEventsApart() {
        Map<String, List<String>> lacking = Map.of("user", List.of(), "host", List.of("web-1"));
        Map<String, List<String>> full = Map.of("user", List.of("ana"), "host", List.of("web-1"));
        assertThat(DedupKey.rule("acme", "r", lacking, "event-1"))
                .isEqualTo(DedupKey.rule("acme", "r", lacking, "event-1"))
                .isNotEqualTo(DedupKey.rule("acme", "r", lacking, "event-2"))
                .isNotEqualTo(DedupKey.rule("acme", "r", lacking));
        assertThat(DedupKey.rule("acme", "r", full, "event-1")).isEqualTo(DedupKey.rule("acme", "r", full, "event-2"));
    }

    @Test
    void aValueCannotReachIntoTheNextField() {
        assertThat(DedupKey.adhoc("acme", "a|b", "c", null, Set.of()))
                .isNotEqualTo(DedupKey.adhoc("acme", "a", "b|c", null, Set.of()));
        assertThat(ruleKey("user", "[\"a\",\"b\"]"))
                .isNotEqualTo(DedupKey.rule("acme", "r", Map.of("user", List.of("a", "b"))));
        assertThat(ruleKey("user", "a\",\"host\":\"b")).isNotEqualTo(ruleKey("user", "a"));
    }

    @Test
    void profilesAndTenantsNeverShareKeys() {
        Set<String> keys = new HashSet<>();
        for (String tenant : List.of("acme", "umbra")) {
            keys.add(DedupKey.rule(tenant, "x", Map.of()));
            keys.add(DedupKey.adhoc(tenant, "x", "x", null, Set.of()));
            keys.add(DedupKey.client(tenant, "x"));
        }
        assertThat(keys).hasSize(6).allMatch(key -> key.startsWith("v1:") && key.length() == 67);
    }

    @Test
    void everyPartOfAnAdhocKeyCounts() {
        assertThat(Set.of(
                        DedupKey.adhoc("acme", "t", "s", "h", List.of(ADDRESS)),
                        DedupKey.adhoc("acme", "u", "s", "h", List.of(ADDRESS)),
                        DedupKey.adhoc("acme", "t", "u", "h", List.of(ADDRESS)),
                        DedupKey.adhoc("acme", "t", "s", "u", List.of(ADDRESS)),
                        DedupKey.adhoc("acme", "t", "s", "h", List.of(DOMAIN)),
                        DedupKey.adhoc("acme", "t", "s", "h", List.of(ADDRESS, DOMAIN))))
                .hasSize(6);
    }

    @Test
    void aClientKeyIsTakenAsItIs() {
        assertThat(DedupKey.client("acme", "Key")).isNotEqualTo(DedupKey.client("acme", "key"));
        assertThat(DedupKey.client("acme", "k".repeat(255))).startsWith("v1:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aBlankClientKeyIsRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> DedupKey.client("acme", key));
    }

    @Test
    void aClientKeyThatIsTooLongIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DedupKey.client("acme", "k".repeat(256)));
    }

    static List<Long> seeds() {
        return new Random(20260101).longs(300).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyDeclaredFieldThatDiffersChangesTheKeyAndNoOtherWritingDoes(long seed) {
        Random random = new Random(seed);
        Map<String, List<String>> entities = new TreeMap<>();
        FIELDS.forEach(field -> entities.put(field, values(field, random)));
        String key = DedupKey.rule("acme", "r", entities);

        assertThat(DedupKey.rule("acme", "r", writtenOtherwise(entities, random)))
                .isEqualTo(key);
        for (String field : FIELDS) {
            Map<String, List<String>> changed = new TreeMap<>(entities);
            changed.put(field, List.of(value(field, 100 + random.nextInt(100))));
            assertThat(DedupKey.rule("acme", "r", changed)).as(field).isNotEqualTo(key);
        }
    }

    private static List<String> values(String field, Random random) {
        List<String> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value(field, random.nextInt(100)));
        }
        return values;
    }

    private static String value(String field, int number) {
        return field.endsWith("_ip") ? "10.0.0." + number : "name-" + number;
    }

    /** Shuffled, repeated, with blanks, in upper case, addresses v4-mapped. */
    private static Map<String, List<String>> writtenOtherwise(Map<String, List<String>> entities, Random random) {
        Map<String, List<String>> other = new TreeMap<>(Collections.reverseOrder());
        entities.forEach((field, values) -> {
            List<String> written = new ArrayList<>(values);
            values.forEach(value -> written.add(field.endsWith("_ip") ? "::FFFF:" + value : ' ' + value.toUpperCase()));
            written.add("");
            Collections.shuffle(written, random);
            other.put(field, written);
        });
        return other;
    }

    private static String ruleKey(String field, String value) {
        return DedupKey.rule("acme", "r", Map.of(field, List.of(value)));
    }
}
