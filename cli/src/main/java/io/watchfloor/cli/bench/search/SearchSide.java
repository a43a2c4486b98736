package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.bench.CpuTime;
import io.watchfloor.cli.bench.corpus.Corpus;
import java.net.http.HttpRequest;
import java.util.Optional;

/** One of the two that are measured: it is loaded with a corpus and then asked. */
interface SearchSide extends AutoCloseable {
    String name();

    /**
     * Takes in events of the corpus.
     *
     * @param from first event, all before it are in
     * @param to last event, not included
     * @param warmUp events of these that are not measured
     */
    Ingest load(Corpus corpus, long from, long to, long warmUp);

    /** Bytes on the disk. */
    Disk disk();

    /** The question ready to be asked again and again; empty if it cannot be asked here. */
    Optional<HttpRequest> request(SearchQuery query);

    Outcome read(SearchQuery query, byte[] answer);

    /** Of its servers. */
    CpuTime cpu();

    @Override
    void close();

    /**
     * How events were taken in.
     *
     * @param events measured
     * @param seconds from the first of them to the last
     * @param cpuMicros of all processes that take part, for an event
     * @param sealedMicros the same until nothing was left to do
     */
    record Ingest(long events, double seconds, double cpuMicros, double sealedMicros) {
        double perSecond() {
            return events / seconds;
        }
    }

    /**
     * What lies on the disk.
     *
     * @param bytes of the events with all that is needed to find them
     * @param note what else there is
     */
    record Disk(long bytes, String note) {}
}
