package io.watchfloor.cli.bench.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How large and how long. */
final class SearchOptions {
    /** OpenSearch is not warm before. */
    private static final long WARM_UP = 300_000;

    private static final int WARM_UP_SHARE = 5;

    @Option(
            names = "--events",
            defaultValue = "2000000",
            description = "Events in each store (default: ${DEFAULT-VALUE}).")
    private long events = 2_000_000;

    @Option(names = "--seed", defaultValue = "42", description = "Seed of the events (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--original", description = "With event.original.")
    private boolean original;

    @Option(names = "--runs", defaultValue = "40", description = "Runs of each query (default: ${DEFAULT-VALUE}).")
    private int runs = 40;

    @Option(
            names = "--clients",
            defaultValue = "50",
            description = "Clients at once; 0 for none (default: ${DEFAULT-VALUE}).")
    private int clients = 50;

    @Option(
            names = "--seconds",
            defaultValue = "6",
            description = "Of each of three rounds of clients (default: ${DEFAULT-VALUE}).")
    private int seconds = 6;

    @Option(
            names = "--warming",
            defaultValue = "90",
            description = "Seconds each side is asked all queries before it is measured (default: ${DEFAULT-VALUE}).")
    private int warming = 90;

    @Option(
            names = "--heap",
            defaultValue = "2048",
            description = "Megabytes for OpenSearch (default: ${DEFAULT-VALUE}).")
    private int heap = 2_048;

    @Option(names = "--alone", description = "Without OpenSearch: milliseconds in place of ratios.")
    private boolean alone;

    @Option(names = "--queries", split = ",", paramLabel = "NAME", description = "Only these queries.")
    private Set<String> queries = Set.of();

    @Option(
            names = "--growth",
            description =
                    "Only how a query over fifteen minutes grows with what is stored: at a tenth, a half and all of the events.")
    private boolean growth;

    @Option(names = "--verbose", description = "Show the queries in both spellings.")
    private boolean verbose;

    @Option(names = "--record", description = "Append the result to docs/benchmarks.md.")
    private boolean record;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder with logs and sigma to amplify (default: recorded data beside the source tree).")
    private @Nullable Path data;

    long events() {
        return events;
    }

    long seed() {
        return seed;
    }

    boolean original() {
        return original;
    }

    int runs() {
        return runs;
    }

    int clients() {
        return clients;
    }

    Duration length() {
        return Duration.ofSeconds(seconds);
    }

    Duration warming() {
        return Duration.ofSeconds(warming);
    }

    int heap() {
        return heap;
    }

    boolean alone() {
        return alone || growth;
    }

    boolean growth() {
        return growth;
    }

    boolean verbose() {
        return verbose;
    }

    boolean record() {
        return record;
    }

    @Nullable
    Path data() {
        return data;
    }

    boolean asks(SearchQuery query) {
        return queries.isEmpty() || queries.contains(query.name());
    }

    /** Events that are taken in before it is measured how fast; the same on both sides. */
    long warmUp() {
        return Math.min(WARM_UP, events / WARM_UP_SHARE) / BulkFile.BATCH * BulkFile.BATCH;
    }

    String setting() {
        return "seed " + seed + ", " + "%,d".formatted(events) + " events" + (original ? " with" : " without")
                + " event.original, the first " + "%,d".formatted(warmUp()) + " not measured, " + warming
                + " s of queries to warm up, " + runs + " runs a query, "
                + clients + " clients 3 x " + seconds + " s";
    }
}
