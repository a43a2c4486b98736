package io.watchfloor.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.rules.match.RuleDefinition.Correlation;
import io.watchfloor.rules.match.RuleDefinition.Pivots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventMatcherTest {
    private static final CompiledRule ADMIN =
            rule(List.of(), List.of(new Correlation("successful_admin_login", "30m", "ESCALATE_TO_HIGH", null)));

    private final EventMatcher matcher = new EventMatcher(List.of(ADMIN));

    @ParameterizedTest
    @ValueSource(strings = {"admin", "admin_user", "Admin", "ADMINISTRATOR"})
    void adminWildcardMatchesWhatBeginsWithAdmin(String user) {
        assertThat(matcher.detect(failure(user))).hasSize(1).allMatch(Detection.GroupHit.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sysadmin", "adm", "root"})
    void adminWildcardMatchesNothingElse(String user) {
        assertThat(matcher.detect(failure(user))).isEmpty();
        assertThat(matcher.detect(success(user))).isEmpty();
    }

    @Test
    void spellingsOfOneUserAreOneGroup() {
        assertThat(matcher.detect(failure("Admin"))).isEqualTo(matcher.detect(failure("ADMIN")));
        assertThat(GroupKey.of(failure("ＡＤＭＩＮ"), List.of("user.name")))
                .contains(new GroupKey(Map.of("user.name", "admin")));
    }

    @Test
    void aSuccessIsAFollowUpOfTheSameGroup() {
        GroupKey group = ((Detection.GroupHit) matcher.detect(failure("admin")).getFirst()).group();
        assertThat(matcher.detect(success("Admin"))).containsExactly(new Detection.GroupFollowUp(ADMIN, group, 0));
    }

    @Test
    void anEventWithoutTheGroupFieldIsNoHit() {
        CompiledRule byAddress = rule(List.of("source_ip"), List.of());
        EventMatcher grouped = new EventMatcher(List.of(byAddress));
        assertThat(grouped.detect(failure("admin"))).containsExactly(new Detection.Ungrouped(byAddress));
        assertThat(grouped.detect(failure("admin").with("source.ip", "192.0.2.1")))
                .containsExactly(new Detection.GroupHit(byAddress, new GroupKey(Map.of("source.ip", "192.0.2.1"))));
    }

    @Test
    void severalGroupFieldsMustAllBeEqual() {
        EventMatcher grouped = new EventMatcher(List.of(rule(List.of("user", "source_ip"), List.of())));
        var one = grouped.detect(failure("admin").with("source.ip", "192.0.2.1"));
        var other = grouped.detect(failure("admin").with("source.ip", "192.0.2.2"));
        assertThat(one).isNotEqualTo(other).hasSize(1);
        assertThat(((Detection.GroupHit) one.getFirst()).group().text()).isEqualTo("admin|192.0.2.1");
    }

    @Test
    void groupTextsOfDifferentValuesDiffer() {
        var a = new LinkedGroup("a|b", "c").key().text();
        var b = new LinkedGroup("a", "b|c").key().text();
        assertThat(a).isNotEqualTo(b);
    }

    @Test
    void aQueryRuleMatchesAndMoreThanTenRulesMayMatchOneEvent() {
        List<CompiledRule> rules = new java.util.ArrayList<>();
        for (int i = 0; i < 25; i++) {
            rules.add(new CompiledRule(
                    "rule-" + i,
                    1,
                    RuleCompiler.compile(
                            new RuleDefinition("query", "user:admin", Map.of(), List.of(), Pivots.NONE, List.of()))));
        }
        assertThat(new EventMatcher(rules).detect(failure("admin"))).hasSize(25);
        assertThat(EventMatcher.NONE.detect(failure("admin"))).isEmpty();
    }

    @Test
    void matchIdsDependOnEachPart() {
        String id = MatchIds.of("acme", "rule", 1, "admin", "e1");
        assertThat(id).hasSize(32).isEqualTo(MatchIds.of("acme", "rule", 1, "admin", "e1"));
        assertThat(List.of(
                        MatchIds.of("acm", "erule", 1, "admin", "e1"),
                        MatchIds.of("acme", "rule", 2, "admin", "e1"),
                        MatchIds.of("acme", "rule", 1, "admine", "1"),
                        MatchIds.of("acme", "rule", 1, "admin", "e2")))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
    }

    private record LinkedGroup(String user, String address) {
        GroupKey key() {
            Map<String, String> values = new java.util.LinkedHashMap<>();
            values.put("user.name", user);
            values.put("source.ip", address);
            return new GroupKey(values);
        }
    }

    private static CompiledRule rule(List<String> groupBy, List<Correlation> correlation) {
        Map<String, Object> condition =
                Map.of("event_type", "auth_failure", "user", "admin*", "time_window", "5m", "threshold", 5);
        return new CompiledRule(
                "admin-rule",
                1,
                RuleCompiler.compile(
                        new RuleDefinition("frequency", null, condition, groupBy, Pivots.NONE, correlation)));
    }

    private static Event failure(String user) {
        return login(user, "failure");
    }

    private static Event success(String user) {
        return login(user, "success");
    }

    private static Event login(String user, String outcome) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(Event.ID, "e1");
        fields.put(Event.TIMESTAMP, "2026-03-02T08:00:00.000Z");
        fields.put(Event.TENANT, "acme");
        fields.put("event.category", "authentication");
        fields.put("event.outcome", outcome);
        fields.put("user.name", user);
        return new Event(fields);
    }
}
