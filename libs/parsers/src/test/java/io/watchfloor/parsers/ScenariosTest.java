package io.watchfloor.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recorded attacks: what ties the sources of one together must be the same value in each. Read in place. */
class ScenariosTest {
    @Test
    void replicationByAnAccountIsTiedToItsTrafficWithinAMinute() throws IOException {
        Recording recording = Recording.read("S02-dcsync-covenant");
        each(recording, "user.name", "pgustavo", "dcsync-4662", "logon-4624", "priv-4672", "tgs-4769", "grunt-net");
        each(recording, "user.name", "pgustavo", "eve-krb5");
        each(recording, "source.ip", "172.18.39.5", "logon-4624", "tgs-4769", "grunt-net", "eve-krb5", "eve-dcerpc");
        assertThat(recording.seconds(
                        "dcsync-4662", "logon-4624", "priv-4672", "tgs-4769", "grunt-net", "eve-dcerpc", "eve-krb5"))
                .isLessThan(60);
        each(recording, "host.name", "mordordc.theshire.local", "dcsync-4662");
        holds(recording, "related.hosts", "mordordc", "dcsync-4662");
        each(recording, "destination.ip", "10.10.10.5", "eve-c2");
    }

    @Test
    void aServiceInstalledFromAnotherHostIsTiedToItsLogonAndTraffic() throws IOException {
        Recording recording = Recording.read("S04-psexec-empire");
        holds(recording, "related.hosts", "workstation6", "logon-4624", "svc-4697", "svc-7045", "cmd-enc", "c2");
        each(recording, "user.name", "pgustavo", "logon-4624", "svc-4697", "svc-7045");
        each(recording, "source.ip", "172.18.39.5", "logon-4624", "eve-dcerpc", "rpc");
        each(recording, "destination.ip", "10.10.10.5", "c2", "eve-c2");
        assertThat(recording.seconds("logon-4624", "svc-4697", "svc-7045", "cmd-enc", "c2", "eve-dcerpc"))
                .isLessThan(60);
    }

    @Test
    void oneAccountOfFourProductsIsOne() throws IOException {
        Recording recording = Recording.read("S03-golden-saml");
        each(recording, "user.name", "wardog", "adfs-ldap", "dkm-4662", "wardog-logon");
        String[] ofPgustavo = {"app-update", "grant", "grant-m365", "app-secret", "mail", "mail-m365"};
        each(recording, "user.name", "pgustavo", ofPgustavo);
        holds(recording, "related.user", "pgustavo@simulandlabs.com", ofPgustavo);
        assertThat(recording.seconds(ofPgustavo)).isLessThan(8 * 60);
        each(recording, "host.name", "adfs01.simulandlabs.com", "adfs-ldap");
        holds(
                recording,
                "related.hash",
                "de96a6e69944335375dc1ac238336066889d9ffc7d73628ef4fe1b1b160ab32c",
                "adfs-ldap");
        each(recording, "source.ip", "192.168.2.5", "wardog-logon");
        each(recording, "source.ip", "1.2.3.4", "mail", "mail-m365");
        each(recording, "winlog.channel", "Security", "adfs-5156");
        each(recording, "@timestamp", "2021-08-02T13:05:32.765Z", "pipe-18");
        each(recording, "@timestamp", "2021-08-02T13:32:07.000Z", "mail", "mail-m365");
    }

    @Test
    void callsOfAWholeAccountHaveTheirActorsAndNoServiceAsAddress() throws IOException {
        Recording recording = Recording.read("S05-aws-stratus");
        Map<String, Integer> addresses = new HashMap<>();
        for (Event event : recording.all()) {
            String field = event.value("source.ip") == null ? "source.address" : "source.ip";
            addresses.merge(String.valueOf(event.value(field)), 1, Integer::sum);
        }
        recording
                .expected()
                .at("/entities/ips")
                .properties()
                .forEach(each -> assertThat(addresses)
                        .containsEntry(each.getKey(), each.getValue().asInt()));
        assertThat(recording.all()).allSatisfy(event -> {
            assertThat(event.value("cloud.account.id")).isEqualTo("123837392027");
            assertThat(event.value("event.dataset")).isEqualTo("aws.cloudtrail");
        });
        each(recording, "user.name", "bert-jan", "stoplog");
        each(recording, "event.outcome", "failure", "passdata");
        assertThat(recording.all().stream().map(Event::timestamp).min(Instant::compareTo))
                .hasValue(Instant.parse("2023-07-10T11:42:18Z"));
    }

    @Test
    void requestsOfAWebServerHaveTheirClientsAndStatus() throws IOException {
        Recording recording = Recording.read("S06-web-scan");
        for (JsonNode file : recording.expected().get("files")) {
            List<Event> events = recording.of(file.get("file").asText());
            Map<String, Integer> status = new HashMap<>();
            events.forEach(event -> status.merge(event.text("http.response.status_code"), 1, Integer::sum));
            file.get("status_counts")
                    .properties()
                    .forEach(each -> assertThat(status)
                            .containsEntry(each.getKey(), each.getValue().asInt()));
            assertThat(events.stream().map(event -> event.text("source.ip")).distinct())
                    .hasSize(file.get("source_ips").asInt());
            assertThat(events)
                    .allSatisfy(event ->
                            assertThat(event.value("watchfloor.source")).isEqualTo("web"));
        }
    }

    @Test
    void everyLineOfEveryRecordingIsOneEvent() throws IOException {
        for (String name : List.of(
                "S01-ssh-bruteforce-openssh",
                "S02-dcsync-covenant",
                "S03-golden-saml",
                "S04-psexec-empire",
                "S05-aws-stratus",
                "S06-web-scan")) {
            Recording recording = Recording.read(name);
            for (JsonNode file : recording.expected().get("files")) {
                List<Event> events = recording.of(file.get("file").asText());
                assertThat(events).as(name).hasSize(file.get("lines").asInt());
                assertThat(events).noneMatch(event -> "pipeline_error".equals(event.value("event.kind")));
                assertThat(events.stream().map(Event::id).distinct()).hasSize(events.size());
            }
        }
    }

    private static void each(Recording recording, String field, String value, String... evidence) {
        for (String id : evidence) {
            assertThat(recording.evidence(id))
                    .as(id + " " + field)
                    .allSatisfy(event -> assertThat(event.value(field)).isEqualTo(value));
        }
    }

    private static void holds(Recording recording, String field, String value, String... evidence) {
        for (String id : evidence) {
            assertThat(recording.evidence(id))
                    .as(id + " " + field)
                    .allSatisfy(event -> assertThat(event.value(field))
                            .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                            .contains(value));
        }
    }
}
