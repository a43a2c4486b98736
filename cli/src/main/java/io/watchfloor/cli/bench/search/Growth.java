package io.watchfloor.cli.bench.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.bench.FigureTable;
import io.watchfloor.cli.bench.corpus.Corpus;
import io.watchfloor.cli.bench.search.Rounds.Timing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same fifteen minutes when they are nearly all there is and when nine times as much lies behind them. */
final class Growth {
    private static final List<Integer> TENTHS = List.of(1, 5, 10);
    /** Within the first tenth of seven days. */
    private static final Duration WHEN = Duration.ofHours(12);

    private static final double GOAL = 1.5;
    private static final int WARM_UPS = 10;

    private final SearchSide side;
    private final Corpus corpus;
    private final int runs;
    private final Progress progress;
    private final Map<Long, Timing> timings = new LinkedHashMap<>();

    Growth(SearchSide side, Corpus corpus, int runs, Progress progress) {
        this.side = side;
        this.corpus = corpus;
        this.runs = runs;
        this.progress = progress;
    }

    void measure() {
        SearchQuery query = SearchQueries.early(corpus.plan(), WHEN);
        Rounds rounds = new Rounds(List.of(side), runs);
        long loaded = 0;
        for (int tenths : TENTHS) {
            long to = corpus.plan().events() / 10 * tenths;
            var unused = side.load(corpus, loaded, to, 0);
            loaded = to;
            for (int i = 0; i < WARM_UPS; i++) {
                rounds.warmUp(List.of(query));
            }
            rounds.measure(query).forEach((name, timing) -> {
                progress.say(
                        "%,d events: %.1f ms; %s".formatted(to, timing.millis().median(), timing.outcome()));
                timings.put(to, timing);
            });
        }
    }

    FigureTable table() {
        FigureTable table = new FigureTable();
        timings.forEach((events, timing) -> table.row(
                "15 minutes of %,d events".formatted(events),
                "%.1f ms, p95 %.1f ms, %.1f ms CPU; %s",
                timing.millis().median(),
                timing.millis().percentile(95),
                timing.cpuMillis(),
                timing.outcome()));
        return table.row("goal growth", "%s", goal());
    }

    private Goal goal() {
        List<Timing> all = List.copyOf(timings.values());
        return Goal.atMost(
                "growth",
                all.getLast().millis().median() / all.getFirst().millis().median(),
                GOAL);
    }

    String json() {
        ObjectNode json = Api.JSON.createObjectNode().put("bench", "search growth");
        timings.forEach(
                (events, timing) -> json.put("ms_at_" + events, timing.millis().median()));
        return json.put("growth", goal().ratio()).toString();
    }
}
