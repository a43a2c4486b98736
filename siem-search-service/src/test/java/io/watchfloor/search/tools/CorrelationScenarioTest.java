package io.watchfloor.search.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.contracts.Event;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.EventTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known to belong together in six recorded attacks is found, from one event of it. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class CorrelationScenarioTest {
    private static final Instant LATER = Instant.parse("2024-01-01T00:00:00Z");

    @Inject
    EventStore store;

    @BeforeEach
    void theRecordingsAreThere() {
        assumeTrue(Scenario.areThere(), "the recorded attacks are not beside the project");
    }

    @Test
    void allAttemptsOfASourceBelongToOneOfThem() {
        Scenario scenario = Scenario.stored("S01-ssh-bruteforce-openssh", store, Instant.parse("2017-01-01T00:00:00Z"));
        String file = "OpenSSH_2k.log";
        Map<String, Event> failures = scenario.events(file).stream()
                .filter(event -> String.valueOf(event.text("message")).contains("Failed password"))
                .collect(Collectors.toMap(Event::id, event -> event));
        JsonNode sources = scenario.expected().path("facts").path("per_source");
        assertThat(sources).isNotEmpty();
        for (JsonNode source : sources) {
            String ip = source.path("ip").asText();
            Set<String> first = Set.of(
                    scenario.line(file, source.path("first_line").asInt()).id());
            Set<String> found = scenario.correlated(first, List.of("src_ip"), "1d", 1);
            found.addAll(first);
            found.retainAll(failures.keySet());
            assertThat(found)
                    .as("failures from %s", ip)
                    .hasSize(source.path("failed_lines").asInt());
            assertThat(found)
                    .allSatisfy(
                            id -> assertThat(failures.get(id).text("source.ip")).isEqualTo(ip));
        }
    }

    @Test
    void replicationOfADomainControllerIsFollowedToTheNetwork() {
        Scenario scenario = Scenario.stored("S02-dcsync-covenant", store, LATER);
        belongTogether(scenario, 0, "dcsync-4662", List.of("user", "src_ip"), "1m", 2);
    }

    @Test
    void goldenSamlIsOneStoryInFourSources() {
        Scenario scenario = Scenario.stored("S03-golden-saml", store, LATER);
        belongTogether(scenario, 0, "adfs-ldap", List.of("user"), "5s", 1);
        belongTogether(scenario, 1, "app-update", List.of("user"), "15m", 1);
    }

    @Test
    void aHostWithTwoNamesIsOneInLateralMovement() {
        Scenario scenario = Scenario.stored("S04-psexec-empire", store, LATER);
        belongTogether(scenario, 0, "svc-4697", List.of("host", "user", "src_ip"), "1m", 2);
        belongTogether(scenario, 1, "c2", List.of("dst_ip"), "5m", 1);
    }

    @Test
    void aRunOfAnAttackToolInACloudIsFoundWhole() {
        Scenario scenario = Scenario.stored("S05-aws-stratus", store, LATER);
        List<Event> events = scenario.events("cloudtrail.ndjson.gz");
        scenario.expected().path("stratus_runs").properties().forEach(run -> {
            Set<String> all = events.stream()
                    .filter(event ->
                            String.valueOf(event.text("user_agent.original")).contains(run.getKey()))
                    .map(Event::id)
                    .collect(Collectors.toSet());
            int known = 0;
            for (JsonNode calls : run.getValue()) {
                known += calls.asInt();
            }
            assertThat(all).as("calls of run %s", run.getKey()).hasSize(known);
            // The tool calls some services under a longer name that ends alike: one event of each.
            Set<String> first = Set.copyOf(events.stream()
                    .filter(event -> all.contains(event.id()))
                    .collect(Collectors.toMap(
                            event -> event.text("user_agent.original"), Event::id, (one, other) -> one))
                    .values());
            Set<String> found = scenario.correlated(first, List.of("user_agent.original"), "1d", 1);
            found.addAll(first);
            assertThat(found).as("run %s", run.getKey()).isEqualTo(all);
        });
    }

    @Test
    void allRequestsOfAScannerBelongToOneOfThem() {
        Scenario scenario = Scenario.stored("S06-web-scan", store, LATER);
        for (JsonNode file : scenario.expected().path("files")) {
            String name = file.path("file").asText();
            for (JsonNode reaching : file.path("sources_reaching_threshold")) {
                Set<String> all = scenario.events(name).stream()
                        .filter(event -> reaching.asText().equals(event.text("source.ip")))
                        .map(Event::id)
                        .collect(Collectors.toSet());
                JsonNode scanner = scanner(file, reaching.asText());
                assertThat(all).hasSize(scanner.path("requests").asInt());
                Set<String> trigger =
                        Set.of(scenario.line(name, scanner.path("trigger_line").asInt())
                                .id());
                Set<String> found = scenario.correlated(trigger, List.of("src_ip"), "7d", 1);
                found.addAll(trigger);
                assertThat(found).as("%s in %s", reaching, name).isEqualTo(all);
            }
        }
    }

    private static JsonNode scanner(JsonNode file, String ip) {
        for (JsonNode source : file.path("top")) {
            if (source.path("ip").asText().equals(ip)) {
                return source;
            }
        }
        throw new AssertionError(ip);
    }

    /** From the first event of a piece of evidence all others of the expected correlation are found that lie within reach, and some of each. */
    private static void belongTogether(
            Scenario scenario, int expectation, String from, List<String> fields, String window, int depth) {
        JsonNode members = scenario.expected()
                .path("expected_correlation")
                .path(expectation)
                .path("members");
        assertThat(members).isNotEmpty();
        String first = scenario.evidence(from).iterator().next();
        Duration reach = TimeRange.duration(window).multipliedBy(depth);
        Set<String> found = scenario.correlated(Set.of(first), fields, window, depth);
        found.add(first);
        for (JsonNode member : members) {
            Set<String> near = scenario.evidence(member.asText()).stream()
                    .filter(id -> Duration.between(time(first), time(id)).abs().compareTo(reach) <= 0)
                    .collect(Collectors.toSet());
            assertThat(near).as("%s near %s", member, from).isNotEmpty();
            assertThat(found).as("%s, of %s found", member, found.size()).containsAll(near);
        }
    }

    private static Instant time(String id) {
        return EventTime.of(UUID.fromString(id));
    }
}
