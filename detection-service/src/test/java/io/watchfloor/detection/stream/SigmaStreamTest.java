package io.watchfloor.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.Rules;
import io.watchfloor.detection.rule.SigmaRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigmaStreamTest {
    private static final int MANY = 15;
    private static final String GLOBEX = "globex";

    @TempDir
    Path state;

    private StreamHarness stream;

    @BeforeEach
    void start() {
        List<Rule> rules = new ArrayList<>(IntStream.range(0, MANY)
                .mapToObj(i -> sigma("acme", "Tool " + i, "tool.exe"))
                .toList());
        rules.add(sigma("acme", "Axe", "axe.exe"));
        rules.add(sigma(GLOBEX, "Theirs", "tool.exe"));
        rules.add(Rules.stored("acme", "{\"name\":\"Query\",\"rule_type\":\"query\",\"query\":\"event.code:1\"}"));
        rules.add(Rules.stored("acme", Rules.json("admin-brute-force")));
        stream = new StreamHarness(state, 10_000, rules.toArray(Rule[]::new));
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void everyRuleThatAnEventMatchesFires() {
        stream.send(started("acme", "C:\\Temp\\TOOL.exe", 0));
        assertThat(stream.matches())
                .extracting(Match::ruleName)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(IntStream.range(0, MANY).mapToObj(i -> "Tool " + i), Stream.of("Query"))
                                .toList());
    }

    @Test
    void aTenantHasItsOwnRules() {
        stream.send(started(GLOBEX, "C:\\Temp\\tool.exe", 0));
        assertThat(stream.matches()).singleElement().satisfies(match -> {
            assertThat(match.ruleName()).isEqualTo("Theirs");
            assertThat(match.tenantId()).isEqualTo(GLOBEX);
            assertThat(match.total()).isEqualTo(1);
        });
        stream.send(started("initech", "C:\\Temp\\tool.exe", 1));
        assertThat(stream.matches()).isEmpty();
    }

    @Test
    void theSameEventHasTheSameMatchIdAgain() {
        Event event = started(GLOBEX, "C:\\Temp\\tool.exe", 0);
        stream.send(event, event);
        List<Match> matches = stream.matches();
        assertThat(matches).hasSize(2);
        assertThat(matches)
                .extracting(Match::matchId)
                .containsOnly(matches.getFirst().matchId());
    }

    @Test
    void rulesThatCountGoOnBesideThem() {
        for (int i = 0; i < 5; i++) {
            stream.send(Logins.failure("admin", i), started("acme", "C:\\axe.exe", i));
        }
        assertThat(stream.matches())
                .extracting(Match::ruleName)
                .containsOnly("Axe", "Query", "Multiple Failed Logins to Admin Account")
                .filteredOn(name -> name.startsWith("Multiple"))
                .hasSize(1);
    }

    @Test
    void whatIsNoEventGoesToTheDeadLettersAndTheRestGoesOn() {
        stream.sendRaw("{\"process.executable\":\"C:\\\\tool.exe\"");
        stream.send(started("acme", "C:\\axe.exe", 0));
        assertThat(stream.deadLetters()).hasSize(1);
        assertThat(stream.matches()).extracting(Match::ruleName).contains("Axe");
    }

    private static Rule sigma(String tenant, String name, String program) {
        String id = UUID.nameUUIDFromBytes(name.getBytes()).toString();
        return Rules.stored(
                tenant,
                SigmaRules.body(SigmaRules.tested(id, name, program))
                        .put("name", name)
                        .toString());
    }

    private static Event started(String tenant, String executable, int second) {
        Map<String, Object> fields = new LinkedHashMap<>(
                Logins.login(tenant, "ana", "success", second).fields());
        fields.put(Event.ID, tenant + executable + second);
        fields.put("event.category", "process");
        fields.put("event.code", "1");
        fields.put("event.type", "start");
        fields.put("event.module", "sysmon");
        fields.put("winlog.channel", "Microsoft-Windows-Sysmon/Operational");
        fields.put("winlog.event_id", "1");
        fields.put("winlog.provider_name", "Microsoft-Windows-Sysmon");
        fields.put("process.executable", executable);
        fields.put("winlog.event_data.Image", executable);
        return new Event(fields);
    }
}
