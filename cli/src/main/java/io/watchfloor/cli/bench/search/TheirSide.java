package io.watchfloor.cli.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.bench.CpuTime;
import io.watchfloor.cli.bench.corpus.Corpus;
import io.watchfloor.local.OpenSearchProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One node of OpenSearch. */
final class TheirSide implements SearchSide {
    private static final int LARGEST_PAGE = 1_000;
    private static final Duration SEAL_WINDOW = Duration.ofSeconds(6);
    private static final Duration SEAL_IDLE = Duration.ofMillis(400);
    private static final Duration SEAL_LIMIT = Duration.ofMinutes(15);

    private final OpenSearchProcess server;
    private final Path folder;
    private final Progress progress;

    /** @param folder for what is sent */
    TheirSide(OpenSearchProcess server, Path folder, Progress progress) {
        this.server = server;
        this.folder = folder;
        this.progress = progress;
        for (String tenant : Corpus.TENANTS) {
            byte[] made = Exchange.send(request("PUT", "/" + TheirIndex.of(tenant), TheirIndex.BODY));
            assert made.length > 0;
        }
    }

    @Override
    public String name() {
        return SearchReport.THEIRS;
    }

    @Override
    public Ingest load(Corpus corpus, long from, long to, long warmUp) {
        BulkClient client = new BulkClient(server.uri());
        Path file = folder.resolve("bulk");
        if (warmUp > 0) {
            progress.say("warming OpenSearch up");
            try (BulkFile bodies = BulkFile.write(file, corpus, from, from + warmUp, progress)) {
                client.send(bodies);
            }
        }
        try (BulkFile bodies = BulkFile.write(file, corpus, from + warmUp, to, progress)) {
            long events = to - from - warmUp;
            Duration cpu = cpu().usedWhenIdle(SEAL_WINDOW, SEAL_IDLE, SEAL_LIMIT);
            Duration own = client.cpu();
            long began = System.nanoTime();
            client.send(bodies);
            double seconds = (System.nanoTime() - began) / 1e9;
            Duration sent = client.cpu().minus(own);
            double micros = micros(cpu().used().minus(cpu).plus(sent), events);
            progress.say(
                    "%,d events/s, %.1f us CPU; waiting for merges".formatted(Math.round(events / seconds), micros));
            var flushed = Exchange.send(request("POST", "/_flush", ""));
            var refreshed = Exchange.send(request("POST", "/_refresh", ""));
            assert flushed.length > 0 && refreshed.length > 0;
            Duration sealed = cpu().usedWhenIdle(SEAL_WINDOW, SEAL_IDLE, SEAL_LIMIT);
            return new Ingest(events, seconds, micros, micros(sealed.minus(cpu).plus(sent), events));
        }
    }

    private static double micros(Duration cpu, long events) {
        return cpu.toNanos() / 1e3 / events;
    }

    @Override
    public Disk disk() {
        JsonNode stats = tree(Exchange.send(request("GET", "/_stats/store,segments,translog", "")))
                .path("_all")
                .path("total");
        return new Disk(
                stats.path("store").path("size_in_bytes").asLong(),
                "%,d segments, %,d MB of translog"
                        .formatted(
                                stats.path("segments").path("count").asLong(),
                                stats.path("translog").path("size_in_bytes").asLong() >> 20));
    }

    @Override
    public Optional<HttpRequest> request(SearchQuery query) {
        return Optional.of(search(query.kind() == SearchQuery.Kind.BEHIND ? behind(query.theirs()) : query.theirs()));
    }

    /** Walks there page by page. */
    private ObjectNode behind(ObjectNode query) {
        ObjectNode body = query.deepCopy().put("size", LARGEST_PAGE);
        for (int seen = 0; seen < SearchQueries.DEEP; seen += LARGEST_PAGE) {
            JsonNode hits = tree(Exchange.send(search(body))).path("hits").path("hits");
            if (hits.size() < LARGEST_PAGE) {
                break;
            }
            body.set("search_after", hits.path(LARGEST_PAGE - 1).path("sort"));
        }
        return body.put("size", SearchQueries.PAGE);
    }

    /** Aggregations would else be answered from a cache of whole answers. */
    private HttpRequest search(ObjectNode body) {
        return request("POST", "/" + TheirIndex.of(Corpus.TENANT) + "/_search?request_cache=false", body.toString());
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path));
        return body.isEmpty()
                ? request.method(method, BodyPublishers.noBody()).build()
                : request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
    }

    @Override
    public Outcome read(SearchQuery query, byte[] answer) {
        JsonNode body = tree(answer);
        JsonNode total = body.path("hits").path("total");
        List<Long> counts = StreamSupport.stream(
                        body.path("aggregations").path("found").path("buckets").spliterator(), false)
                .map(bucket -> bucket.path("doc_count").asLong())
                .toList();
        boolean aggregated = body.has("aggregations");
        return new Outcome(
                aggregated ? counts.size() : body.path("hits").path("hits").size(),
                total.path("value").asLong(),
                total.path("relation").asText().equals("eq"),
                query.kind() == SearchQuery.Kind.FACETS ? counts.toString() : "");
    }

    private static JsonNode tree(byte[] answer) {
        try {
            return Api.JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CpuTime cpu() {
        return new CpuTime(List.of(server.pid()));
    }

    @Override
    public void close() {
        server.close();
    }
}
