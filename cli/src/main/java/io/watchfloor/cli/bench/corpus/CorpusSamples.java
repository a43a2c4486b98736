package io.watchfloor.cli.bench.corpus;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the samples of a corpus are from. */
public final class CorpusSamples {
    private CorpusSamples() {}

    /**
     * The recordings, or invented events where there are none.
     *
     * @param data has the folders {@code logs} and {@code sigma}; null if there is no such folder
     * @param windows JSON lines of Windows machines and applications, by number
     * @param now before which the samples are
     */
    public static Samples of(@Nullable Path data, IntFunction<String> windows, Instant now) {
        List<Samples.Kind> kinds = data == null ? InventedLogs.rest(windows, now) : RecordedLogs.read(data, now);
        String from = data == null
                ? "invented samples (there are no recorded logs beside the source tree)"
                : kinds.stream().mapToInt(kind -> kind.events().size()).sum()
                        + " recorded samples, connections and DNS invented";
        return new Samples(
                from,
                Stream.concat(kinds.stream(), InventedLogs.network().stream())
                        .filter(kind -> !kind.events().isEmpty())
                        .toList());
    }
}
