package io.watchfloor.promotion.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.promotion.Samples;
import io.watchfloor.rules.dedup.Entities;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntitiesTest {
    private static Event event(String id, Object... more) {
        return Samples.event("acme", id, Samples.NOON, more);
    }

    @Test
    void theGroupGoesBeforeTheSampleEvents() {
        assertThat(Entities.of(
                        List.of("user", "source.ip", "host"),
                        Map.of("user.name", "root"),
                        List.of(
                                event("e1", "user.name", "ana", "source.ip", "192.0.2.2"),
                                event("e2", "source.ip", List.of("192.0.2.1", "192.0.2.2")))))
                .isEqualTo(Map.of(
                        "user", List.of("root"), "source.ip", List.of("192.0.2.1", "192.0.2.2"), "host", List.of()));
    }

    @Test
    void shortAndFullNamesOfAGroupFieldAreTheSame() {
        assertThat(Entities.of(List.of("user.name"), Map.of("user", "root"), List.of()))
                .isEqualTo(Map.of("user.name", List.of("root")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host.name", "user.name", "source.ip"})
    void matchesThatDifferInADeclaredFieldNeverShareAnAlert(String field) {
        var rule = Samples.rule("acme", Samples.RULE, 1);
        Event one = event("e1", "host.name", "h", "user.name", "u", "source.ip", "192.0.2.1");
        Match a = Samples.match("acme", "m1", Map.of(), one);
        Match b = Samples.match("acme", "m2", Map.of(), one.with(field, "192.0.2.99"));
        Match same = Samples.match(
                "acme", "m3", Map.of(), one.with("message", "other words").with("event.id", "e2"));

        assertThat(Entities.key(rule, a).hash())
                .isNotEqualTo(Entities.key(rule, b).hash())
                .isEqualTo(Entities.key(rule, same).hash());
    }

    @Test
    void aMatchThatGrowsKeepsItsAlert() {
        var rule = Samples.rule("acme", Samples.RULE, 1);
        KeyedMatch first = KeyedMatch.of(
                Samples.match("acme", "m1", Map.of("user", "u"), event("e1", "source.ip", "192.0.2.1")),
                rule,
                Map.of(),
                "msg-1");
        Match grown = Samples.match("acme", "m1", Map.of("user", "u"), event("e2", "source.ip", "192.0.2.2"));

        assertThat(KeyedMatch.of(grown, rule, Map.of("m1", first.dedup()), "msg-2")
                        .dedup())
                .isEqualTo(first.dedup());
    }

    @Test
    void withoutItsRuleAMatchIsKeyedByItsGroup() {
        Match match = Samples.match("acme", "m1", Map.of("process.name", "nc"), event("e1", "host.name", "h"));

        KeyedMatch keyed = KeyedMatch.of(match, null, Map.of(), "msg-1");

        assertThat(keyed.dedup().values()).isEqualTo(Map.of("process.name", List.of("nc")));
        assertThat(keyed.rule().name()).isEqualTo("Door rattled");
    }
}
