package io.watchfloor.cli.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.bench.Samples;
import io.watchfloor.cli.bench.corpus.Corpus;
import io.watchfloor.cli.bench.search.Rounds.Timing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchReportTest {
    private static final Corpus.Plan PLAN = new Corpus.Plan(1, 1_000, Instant.parse("2026-03-08T00:00:00Z"), false);
    private static final List<SearchQuery> QUERIES = SearchQueries.of(PLAN);

    @Test
    void thereAreThirteenQuestions() {
        assertThat(QUERIES.stream().map(SearchQuery::name))
                .containsExactly(
                        "needle",
                        "equality",
                        "infix",
                        "prefix",
                        "cidr24",
                        "cidr16",
                        "phrase",
                        "regex",
                        "five",
                        "newest",
                        "cursor",
                        "histogram",
                        "top20");
    }

    @Test
    void ratesAndCpuAreToBeLargerAndTheRestSmaller() {
        SearchReport report = report(false, 100, exact(7), exact(7));
        assertThat(report.goals())
                .contains(
                        Goal.atLeast("ingest", 5.0, 4),
                        Goal.atLeast("ingest_cpu", 4.0, 4),
                        Goal.atLeast("sealed_ingest_cpu", 2.0, 3),
                        Goal.atMost("disk", 0.2, 0.25),
                        Goal.atLeast("clients50", 2.5, 2),
                        Goal.atMost("needle", 0.5, 0.35));
        assertThat(report.goals().stream().filter(goal -> !goal.met()).map(Goal::name))
                .contains("sealed_ingest_cpu", "needle")
                .doesNotContain("ingest", "disk", "clients50");
    }

    @Test
    void theLastLineHasEveryRatio() throws JsonProcessingException {
        JsonNode json = Api.JSON.readTree(report(false, 100, exact(7), exact(7)).json());
        assertThat(json.path("ingest").asDouble()).isEqualTo(5.0);
        assertThat(json.path("sealed_ingest_cpu").asDouble()).isEqualTo(2.0);
        assertThat(json.path("top20").asDouble()).isEqualTo(0.5);
        assertThat(json.size()).isEqualTo(2 + 5 + QUERIES.size());
    }

    @Test
    void withOriginalsMoreOfTheDiskMayBeUsed() {
        assertThat(report(true, 100, exact(7), exact(7)).goals()).contains(Goal.atMost("disk", 0.2, 0.4));
    }

    @Test
    void answersThatCannotBothBeRightAreTold() {
        assertThat(report(false, 100, exact(7), exact(8)).disagreements()).hasSize(QUERIES.size());
        Outcome bound = new Outcome(7, 6, false, "");
        assertThat(report(false, 100, exact(7), bound).disagreements()).isEmpty();
        assertThat(bound.agrees(exact(7))).isTrue();
        assertThat(new Outcome(7, 8, false, "").agrees(exact(7))).isFalse();
    }

    @Test
    void whereOneSideIsMissingThereAreMillisecondsInPlaceOfRatios() throws JsonProcessingException {
        Map<SearchQuery, Map<String, Timing>> timings =
                Map.of(QUERIES.getFirst(), Map.of(SearchReport.OURS, timing(4, exact(1))));
        SearchReport report =
                new SearchReport(100, false, Map.of(SearchReport.OURS, side(100, 10, 20, 2_000, 5)), timings);
        assertThat(report.goals()).isEmpty();
        assertThat(Api.JSON.readTree(report.json()).path("needle_ms").asDouble())
                .isEqualTo(4.0);
    }

    private static Outcome exact(long total) {
        return new Outcome(7, total, true, "");
    }

    private static SearchReport report(boolean original, long events, Outcome ours, Outcome theirs) {
        Map<SearchQuery, Map<String, Timing>> timings = new LinkedHashMap<>();
        QUERIES.forEach(query ->
                timings.put(query, Map.of(SearchReport.OURS, timing(4, ours), SearchReport.THEIRS, timing(8, theirs))));
        Map<String, SearchReport.Side> sides = Map.of(
                SearchReport.OURS, side(500, 25, 50, 2_000, 50),
                SearchReport.THEIRS, side(100, 100, 100, 10_000, 20));
        return new SearchReport(events, original, sides, timings);
    }

    private static Timing timing(double millis, Outcome outcome) {
        return new Timing(Samples.of(List.of(millis)), millis / 2, outcome);
    }

    private static SearchReport.Side side(double rate, double cpu, double sealed, long bytes, double clients) {
        return new SearchReport.Side(
                new SearchSide.Ingest((long) rate, 1, cpu, sealed),
                new SearchSide.Disk(bytes, ""),
                List.of(new ClientsMix.Load(clients, Samples.of(List.of(1.0)), 1)));
    }
}
