package io.watchfloor.cli.bench;

import io.watchfloor.cli.Api;
import picocli.CommandLine.Option;

/** How a benchmark loads a stack. */
final class LoadOptions {
    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds; medians are shown (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--connections",
            defaultValue = "4",
            description = "Connections, a batch in flight on each (default: ${DEFAULT-VALUE}).")
    private int connections = 4;

    @Option(
            names = "--batch",
            defaultValue = "500",
            description = "Events a request of a round (default: ${DEFAULT-VALUE}).")
    private int batch = 500;

    @Option(names = "--seed", defaultValue = "42", description = "Seed of the events (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    Load load(Api search) {
        return new Load(search, connections, batch, seed);
    }

    int rounds() {
        return rounds;
    }

    int connections() {
        return connections;
    }

    int batch() {
        return batch;
    }

    long seed() {
        return seed;
    }
}
