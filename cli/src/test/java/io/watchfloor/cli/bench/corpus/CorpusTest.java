package io.watchfloor.cli.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.bench.OwnEvents;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private static final Instant END = Instant.parse("2026-03-08T00:00:00Z");
    private static final int EVENTS = 20_000;

    @Test
    void equalPlansMakeEqualEventsInAnyOrder() {
        Corpus one = corpus(42, true);
        Corpus other = corpus(42, true);
        for (long number : List.of(0L, 11L, 6_666L, 19_999L)) {
            assertThat(text(other.event(number))).isEqualTo(text(one.event(number)));
        }
        other.event(5);
        assertThat(text(other.event(0))).isEqualTo(text(one.event(0)));
    }

    @Test
    void anotherSeedMakesOtherEvents() {
        assertThat(text(corpus(43, false).event(77)))
                .isNotEqualTo(text(corpus(42, false).event(77)));
    }

    @Test
    void eachEventIsAnEventOfTheContractWithItsOwnId() {
        Corpus corpus = corpus(42, false);
        Set<String> ids = new HashSet<>();
        for (long number = 0; number < 3_000; number++) {
            CorpusEvent made = corpus.event(number);
            Event event = ContractJson.read(made.json(), Event.class);
            assertThat(event.id()).isEqualTo(made.id()).startsWith(hexOf(event.timestamp()));
            assertThat(event.tenant()).isEqualTo(made.tenant());
            assertThat(event.timestamp()).isBetween(corpus.plan().start().minusSeconds(61), END);
            assertThat(event.fields()).doesNotContainKey(Event.ORIGINAL).containsKeys(Event.SOURCE, "event.dataset");
            ids.add(made.id());
        }
        assertThat(ids).hasSize(3_000);
    }

    @Test
    void sevenOfTenEventsAreOfTheLargestTenant() {
        Corpus corpus = corpus(42, false);
        long own = LongStream.range(0, 5_000)
                .mapToObj(corpus::event)
                .filter(event -> event.tenant().equals(Corpus.TENANT))
                .count();
        assertThat(own).isBetween(3_300L, 3_700L);
    }

    @Test
    void thereIsAsMuchOfWhatIsPlantedAsIsSaid() {
        Corpus corpus = corpus(42, false);
        Map<String, Long> counts = corpus.plants().counts();
        List<JsonNode> own = LongStream.range(0, EVENTS)
                .mapToObj(corpus::event)
                .filter(event -> event.tenant().equals(Corpus.TENANT))
                .map(CorpusTest::tree)
                .toList();
        assertThat(count(own, event -> event.path("message").asText().contains(Plants.WORD)))
                .isEqualTo(counts.get("needle"))
                .isEqualTo(1);
        assertThat(count(
                        own,
                        event -> event.path("process.command_line").asText().contains(Plants.TOOL)))
                .isEqualTo(counts.get("infix"));
        assertThat(count(own, event -> event.path("message").asText().contains(Plants.PHRASE)))
                .isEqualTo(counts.get("phrase"));
        assertThat(count(own, event -> event.path("source.ip").asText().startsWith("198.51.100.")))
                .isEqualTo(counts.get("cidr24"))
                .isBetween(200L, 250L);
        assertThat(count(own, event -> event.path("source.ip").asText().startsWith("198.18.")))
                .isEqualTo(counts.get("cidr16"));
        assertThat(count(own, event -> event.path("dns.question.name").asText().matches(".*\\.(top|xyz)")))
                .isEqualTo(counts.get("regex"));
    }

    @Test
    void aValueIsTheSameWhereverTheSampleHasTheSame() {
        Map<String, Object> sample = Map.of(
                Event.SOURCE,
                "syslog",
                "host.name",
                "gate",
                "user.name",
                "maria",
                "source.ip",
                "203.0.113.7",
                "source.port",
                51_234,
                "message",
                "Jan  2 03:04:05 gate sshd[77]: Failed for maria from 203.0.113.7 port 51234, not marian");
        Samples samples = new Samples("a test", List.of(new Samples.Kind("one", 1, List.of(sample))));
        Corpus corpus = new Corpus(new Corpus.Plan(1, 5, END, false), samples);
        JsonNode event = tree(corpus.event(4));
        assertThat(event.path("message").asText())
                .contains(event.path("host.name").asText() + " sshd[77]: Failed for "
                        + event.path("user.name").asText() + " from "
                        + event.path("source.ip").asText() + " port "
                        + event.path("source.port").asInt() + ", not marian")
                .doesNotContain("203.0.113.7", "Jan  2");
        assertThat(event.path("user.name").asText()).isNotEqualTo("maria");
    }

    private static long count(List<JsonNode> events, Predicate<JsonNode> is) {
        return events.stream().filter(is).count();
    }

    private static Corpus corpus(long seed, boolean original) {
        OwnEvents own = new OwnEvents(seed);
        Samples samples = CorpusSamples.of(null, number -> own.next(number, END), END);
        return new Corpus(new Corpus.Plan(seed, EVENTS, END, original), samples);
    }

    private static String hexOf(Instant time) {
        return "%08x".formatted(time.toEpochMilli() >>> 16);
    }

    private static String text(CorpusEvent event) {
        return new String(event.json(), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(CorpusEvent event) {
        try {
            return ContractJson.mapper().readTree(text(event));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
