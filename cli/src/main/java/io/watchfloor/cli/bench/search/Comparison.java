package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.bench.corpus.Corpus;
import io.watchfloor.cli.bench.search.ClientsMix.Load;
import io.watchfloor.cli.bench.search.Rounds.Timing;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads the sides one after the other, then asks them in turn. */
final class Comparison {
    private static final int CLIENT_ROUNDS = 3;

    /** Both sides are compiled while they run, and by what they are asked. */
    private static final int WARMING_CLIENTS = 4;

    private static final int WARMING_ROUNDS = 3;

    private final List<SearchSide> sides;
    private final Corpus corpus;
    private final SearchOptions options;
    private final Progress progress;
    private final List<SearchQuery> queries;

    Comparison(List<SearchSide> sides, Corpus corpus, SearchOptions options, Progress progress) {
        this.sides = List.copyOf(sides);
        this.corpus = corpus;
        this.options = options;
        this.progress = progress;
        this.queries =
                SearchQueries.of(corpus.plan()).stream().filter(options::asks).toList();
    }

    void show(PrintStream out) {
        queries.forEach(
                query -> out.println("  " + query.name() + "\n    " + query.ours() + "\n    " + query.theirs()));
    }

    /** A side once it has all events. */
    private record Loaded(SearchSide side, SearchSide.Ingest ingest, SearchSide.Disk disk) {}

    SearchReport run() {
        List<Loaded> loaded = new ArrayList<>();
        for (SearchSide side : sides) {
            progress.say("loading " + side.name());
            SearchSide.Ingest ingest = side.load(corpus, 0, corpus.plan().events(), options.warmUp());
            loaded.add(new Loaded(side, ingest, side.disk()));
        }
        Map<SearchQuery, Map<String, Timing>> timings = ask();
        Map<String, List<Load>> loads = clients(timings);
        Map<String, SearchReport.Side> figures = new LinkedHashMap<>();
        loaded.forEach(each -> figures.put(
                each.side().name(),
                new SearchReport.Side(
                        each.ingest(),
                        each.disk(),
                        loads.getOrDefault(each.side().name(), List.of()))));
        return new SearchReport(corpus.plan().events(), corpus.plan().original(), figures, timings);
    }

    private Map<SearchQuery, Map<String, Timing>> ask() {
        Rounds rounds = new Rounds(sides, options.runs());
        rounds.warmUp(queries);
        warmUp();
        Map<String, Long> planted = corpus.plants().counts();
        Map<SearchQuery, Map<String, Timing>> timings = new LinkedHashMap<>();
        for (SearchQuery query : queries) {
            Map<String, Timing> measured = rounds.measure(query);
            measured.forEach((side, timing) -> {
                progress.say("%-10s %-10s %6.1f ms; %s"
                        .formatted(query.name(), side, timing.millis().median(), timing.outcome()));
                requirePlanted(query, side, timing.outcome(), planted);
            });
            timings.put(query, measured);
        }
        return timings;
    }

    /** Each side in turn, all questions, as long as was asked for. */
    private void warmUp() {
        ClientsMix mix = new ClientsMix(WARMING_CLIENTS, options.warming().dividedBy(WARMING_ROUNDS));
        Map<SearchSide, List<HttpRequest>> requests = requests(queries);
        for (int round = 0; round < WARMING_ROUNDS; round++) {
            requests.forEach((side, asked) -> progress.say("warming %s up, %.0f queries/s"
                    .formatted(side.name(), mix.run(side, asked).perSecond())));
        }
    }

    private Map<SearchSide, List<HttpRequest>> requests(List<SearchQuery> asked) {
        Map<SearchSide, List<HttpRequest>> requests = new LinkedHashMap<>();
        sides.forEach(side -> requests.put(
                side,
                asked.stream().flatMap(query -> side.request(query).stream()).toList()));
        return requests;
    }

    private static void requirePlanted(SearchQuery query, String side, Outcome outcome, Map<String, Long> planted) {
        long expected = planted.getOrDefault(query.name(), outcome.total());
        if (outcome.exact() ? outcome.total() != expected : outcome.total() > expected) {
            throw new CommandException("%s found %s of %s in %s, where %,d are."
                    .formatted(query.name(), outcome, "what is planted", side, expected));
        }
    }

    /** The questions that all sides answer, all at once, on one side after the other. */
    private Map<String, List<Load>> clients(Map<SearchQuery, Map<String, Timing>> timings) {
        Map<String, List<Load>> loads = new LinkedHashMap<>();
        if (options.clients() == 0) {
            return loads;
        }
        List<SearchQuery> common = timings.entrySet().stream()
                .filter(asked -> asked.getValue().size() == sides.size())
                .map(Map.Entry::getKey)
                .toList();
        progress.say("%d clients, %d queries".formatted(options.clients(), common.size()));
        Map<SearchSide, List<HttpRequest>> requests = requests(common);
        ClientsMix mix = new ClientsMix(options.clients(), options.length());
        for (int round = 0; round < CLIENT_ROUNDS; round++) {
            requests.forEach((side, asked) -> {
                Load load = mix.run(side, asked);
                progress.say("%-10s %.0f queries/s, p50 %.0f ms, p95 %.0f ms"
                        .formatted(
                                side.name(),
                                load.perSecond(),
                                load.millis().median(),
                                load.millis().percentile(95)));
                loads.computeIfAbsent(side.name(), name -> new ArrayList<>()).add(load);
            });
        }
        return loads;
    }
}
