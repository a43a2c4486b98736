package io.watchfloor.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogParserTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String LINE =
            "<38>Nov  3 04:05:06 gate-7 sshd[1]: Failed password for root from 198.51.100.2 port 4 ssh2";

    private final LogParser parser = new LogParser();

    @Test
    void theSameInputGetsTheSameIdWhereverAndWheneverItArrives() {
        String first = syslog(LINE, receipt("acme", "192.0.2.1", 0)).id();
        Receipt later = new Receipt("acme", null, NOW.plusSeconds(99), ZoneOffset.UTC, "192.0.2.2", 0);
        assertThat(syslog(LINE, later).id()).isEqualTo(first);
        assertThat(syslog(LINE + "\r\n", later).id()).isEqualTo(first);
    }

    @Test
    void anotherTenantSourceOrOrdinalGetsAnotherId() {
        assertThat(List.of(
                        syslog(LINE, receipt("acme", null, 0)).id(),
                        syslog(LINE, receipt("acme", null, 1)).id(),
                        syslog(LINE, receipt("globex", null, 0)).id(),
                        syslog(LINE, new Receipt("acme", "firewall", NOW, ZoneOffset.UTC, null, 0))
                                .id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theIdHasTheShapeOfVersionSevenAndTheTimeOfTheEvent() {
        Event event = syslog(LINE, receipt("acme", null, 0));
        UUID id = UUID.fromString(event.id());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16)
                .isEqualTo(event.timestamp().toEpochMilli());
        assertThat(event.id())
                .isBetween(
                        EventId.lowest(event.timestamp()).toString(),
                        EventId.highest(event.timestamp()).toString());
    }

    @Test
    void theSendersIdDecidesTheIdOfAnEvent() {
        Map<String, Object> body = Map.of("timestamp", "2026-11-20T08:00:00Z", "log_id", "L-1", "a", 1);
        Map<String, Object> more = Map.of("timestamp", "2026-11-20T08:00:00Z", "log_id", "L-1", "a", 2);
        Event event = parser.json(body, "{1}", receipt("acme", null, 0));
        assertThat(parser.json(more, "{2}", receipt("acme", null, 5)).id()).isEqualTo(event.id());
        assertThat(event.value("watchfloor.sender_id")).isEqualTo("L-1");
    }

    @Test
    void namelessSendersOfTheSameLineAreTwoHosts() {
        assertThat(syslog("<13>cron: x", receipt("acme", "192.0.2.1", 0)).id())
                .isNotEqualTo(
                        syslog("<13>cron: x", receipt("acme", "192.0.2.2", 0)).id());
    }

    @Test
    void aTimeWithoutAZoneIsOfTheReceiptsZone() {
        Receipt receipt = new Receipt("acme", null, NOW, ZoneId.of("Europe/Berlin"), null, 0);
        assertThat(syslog("<13>Jul  3 04:05:06 h cron: x", receipt).timestamp()).isEqualTo("2026-07-03T02:05:06Z");
    }

    @Test
    void theYearChangesAtNewYear() {
        Instant newYear = Instant.parse("2027-01-01T00:00:30Z");
        Receipt receipt = new Receipt("acme", null, newYear, ZoneOffset.UTC, null, 0);
        assertThat(syslog("<13>Dec 31 23:59:59 h cron: x", receipt).timestamp()).isEqualTo("2026-12-31T23:59:59Z");
        Receipt before = new Receipt("acme", null, newYear.minusSeconds(60), ZoneOffset.UTC, null, 0);
        assertThat(syslog("<13>Jan  1 00:00:05 h cron: x", before).timestamp()).isEqualTo("2027-01-01T00:00:05Z");
    }

    @Test
    void bytesThatAreNotUtf8AreKept() {
        byte[] latin1 = "<13>Nov 20 10:00:00 h cron: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        Event event = parser.syslog(latin1, receipt("acme", null, 0));
        assertThat(event.text("message")).isEqualTo("caf\ufffd");
        assertThat(event.text("watchfloor.original_base64"))
                .isEqualTo(java.util.Base64.getEncoder().encodeToString(latin1));
    }

    @Test
    void anObjectOverALimitIsKeptAsItCame() {
        Map<String, Object> wide = new HashMap<>();
        for (int i = 0; i <= LogParser.MAX_FIELDS; i++) {
            wide.put("f" + i, i);
        }
        Map<String, Object> deep = new HashMap<>(Map.of("x", 1));
        for (int i = 0; i < LogParser.MAX_DEPTH; i++) {
            deep = new HashMap<>(Map.of("d", deep));
        }
        for (Map<String, Object> body : List.of(wide, deep)) {
            Event event = parser.json(body, "the text", receipt("acme", null, 0));
            assertThat(event.text("event.kind")).isEqualTo("pipeline_error");
            assertThat(event.text("event.original")).isEqualTo("the text");
            assertThat(event.text("error.message")).startsWith("the object ");
        }
    }

    @Test
    void anInputOverTheSizeLimitIsCut() {
        byte[] huge = new byte[LogParser.MAX_BYTES + 7];
        java.util.Arrays.fill(huge, (byte) 'x');
        Event event = parser.syslog(huge, receipt("acme", null, 0));
        assertThat(event.text("event.kind")).isEqualTo("pipeline_error");
        assertThat(event.text("event.original")).hasSize(LogParser.MAX_BYTES);
    }

    @Test
    void noInputMakesItThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "<>[]=\"\\-:. 0123456789TZabcNov\u0000\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line =
                    new StringBuilder(random.nextInt(4) == 0 ? LINE.substring(0, random.nextInt(LINE.length())) : "");
            int length = random.nextInt(60);
            for (int c = 0; c < length; c++) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Event event = syslog(line.toString(), receipt("acme", null, 0));
            assertThat(String.valueOf(event.value("error.message")))
                    .as("seed %d, line %s", seed, line)
                    .doesNotContain("the parser failed");
            assertThatCode(() -> ContractJson.write(event)).doesNotThrowAnyException();
        }
    }

    @Test
    void oddJsonMakesItNotThrow() throws Exception {
        List<Object> values = new ArrayList<>(List.of(
                1,
                2L,
                1.5,
                true,
                "",
                "x",
                List.of(),
                Map.of(),
                List.of(List.of(1)),
                new java.math.BigInteger("99999999999999999999")));
        ObjectMapper json = new ObjectMapper();
        for (String name : List.of(
                "timestamp",
                "@timestamp",
                "severity",
                "result",
                "user",
                "source",
                "host",
                "tags",
                "id",
                "event",
                "event.id",
                "event_type",
                "source_ip",
                "")) {
            for (Object value : values) {
                Map<String, Object> body = new HashMap<>(Map.of(name, value));
                Event event = parser.json(body, json.writeValueAsString(body), receipt("acme", null, 0));
                assertThat(event.value("error.message"))
                        .as("%s=%s", name, value)
                        .isNull();
                assertThatCode(() -> ContractJson.write(event)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aStructuredLogOfADeclaredSourceKeepsItsShortNames() {
        Receipt wazuh = new Receipt("acme", "wazuh", NOW, ZoneOffset.UTC, null, 0);
        Event event = parser.json(Map.of("user", "ana", "source_ip", "198.51.100.7"), "{}", wazuh);
        assertThat(event.text("user.name")).isEqualTo("ana");
        assertThat(event.text("source.ip")).isEqualTo("198.51.100.7");
        assertThat(event.text(Event.SOURCE)).isEqualTo("wazuh");
    }

    @Test
    void aRecordInTheSourcesOwnNamesIsReadAsItsEvenIfItLacksTheUsualOnes() {
        Receipt zeek = new Receipt("acme", "zeek", NOW, ZoneOffset.UTC, null, 0);
        Event event = parser.json(Map.of("ts", 1_700_000_000.5, "id.orig_h", "198.51.100.7"), "{}", zeek);
        assertThat(event.text("source.ip")).isEqualTo("198.51.100.7");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2023-11-14T22:13:20.500Z"));
    }

    private Event syslog(String line, Receipt receipt) {
        return parser.syslog(line.getBytes(StandardCharsets.UTF_8), receipt);
    }

    private static Receipt receipt(String tenant, String peer, int ordinal) {
        return new Receipt(tenant, null, NOW, ZoneOffset.UTC, peer, ordinal);
    }
}
