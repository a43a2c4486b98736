package io.watchfloor.cli.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.Tokens;
import io.watchfloor.cli.bench.CpuTime;
import io.watchfloor.cli.bench.corpus.Corpus;
import io.watchfloor.cli.bench.search.Drain.Mark;
import io.watchfloor.local.ScratchService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The packaged search service as anybody runs it: PostgreSQL that writes through, Kafka, a role that owns nothing, forced row-level security. */
final class OurSide implements SearchSide {
    private static final String SEARCH = "/api/v1/siem/search";
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);
    private static final int LARGEST_PAGE = 1_000;
    /** Merging looks for work every few seconds. */
    private static final Duration SEAL_WINDOW = Duration.ofSeconds(12);

    private static final Duration SEAL_IDLE = Duration.ofMillis(700);
    private static final Duration SEAL_LIMIT = Duration.ofMinutes(15);

    private final ScratchService service;
    private final Progress progress;
    private final String token;
    private final Api store;
    private final Api search;

    OurSide(ScratchService service, Progress progress) {
        this.service = service;
        this.progress = progress;
        this.token = token("analyst");
        this.store = new Api(service.url(), token("service"));
        this.search = new Api(service.url(), token);
    }

    private String token(String role) {
        return Tokens.issue(
                service.identity(), new Tokens.Holder("bench", Corpus.TENANT, List.of(role), List.of()), TOKEN_LIFE);
    }

    @Override
    public String name() {
        return SearchReport.OURS;
    }

    @Override
    public Ingest load(Corpus corpus, long from, long to, long warmUp) {
        service.stopService();
        try (TopicFeed feed = new TopicFeed(service.broker().bootstrapServers())) {
            feed.publish(corpus, from, to, progress);
        }
        OurDisk disk = new OurDisk(service);
        long log = disk.logPosition();
        service.startService();
        Drain drain = new Drain(this::stored, cpu(), progress);
        Mark first = drain.until(from + Math.max(1, warmUp));
        Mark last = drain.until(to);
        long events = last.events() - first.events();
        progress.say("%,d events/s, %.1f us CPU; waiting for merges"
                .formatted(Math.round(events / last.secondsSince(first)), last.microsSince(first, events)));
        Duration sealed = cpu().usedWhenIdle(SEAL_WINDOW, SEAL_IDLE, SEAL_LIMIT);
        progress.say(
                "%.0f bytes of write-ahead log an event".formatted((disk.logPosition() - log) / (double) (to - from)));
        return new Ingest(
                events, last.secondsSince(first), last.microsSince(first, events), Mark.micros(first, sealed, events));
    }

    /** The sum of the next offsets of all partitions. */
    private long stored() {
        return StreamSupport.stream(store.get(SEARCH + "/high-water").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    @Override
    public Disk disk() {
        return new OurDisk(service).measure();
    }

    @Override
    public Optional<HttpRequest> request(SearchQuery query) {
        HttpRequest request = post(query.kind().path(), body(query));
        return Exchange.exists(request) ? Optional.of(request) : Optional.empty();
    }

    private ObjectNode body(SearchQuery query) {
        return query.kind() == SearchQuery.Kind.BEHIND
                ? query.ours().deepCopy().put("cursor", cursor(query))
                : query.ours();
    }

    /** Walks there page by page. */
    private String cursor(SearchQuery query) {
        ObjectNode body = query.ours().deepCopy().put("max_results", LARGEST_PAGE);
        String cursor = "";
        for (int seen = 0; seen < SearchQueries.DEEP; ) {
            JsonNode page = search.post(SEARCH, body);
            seen += page.path("count").asInt();
            if (!page.has("next_cursor")) {
                return cursor; // a small corpus ends before; the last page but one does
            }
            cursor = page.path("next_cursor").asText();
            body.put("cursor", cursor);
        }
        return cursor;
    }

    private HttpRequest post(String path, ObjectNode body) {
        return HttpRequest.newBuilder(URI.create(service.url() + SEARCH + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    @Override
    public Outcome read(SearchQuery query, byte[] answer) {
        JsonNode body = tree(answer);
        JsonNode total = body.path("total");
        boolean complete = body.path("complete").asBoolean(true);
        if (query.kind() != SearchQuery.Kind.EVENTS && query.kind() != SearchQuery.Kind.BEHIND && !complete) {
            throw new CommandException(query.name() + " was not answered whole: " + body.path("reason"));
        }
        List<Long> counts = switch (query.kind()) {
            case EVENTS, BEHIND -> List.of();
            case HISTOGRAM -> counts(body.path("buckets"));
            case FACETS -> counts(body.path("facets").path(0).path("values"));
        };
        return new Outcome(
                body.has("events") ? body.path("events").size() : counts.size(),
                total.path("value").asLong(),
                total.path("relation").asText().equals("eq"),
                query.kind() == SearchQuery.Kind.FACETS ? counts.toString() : "");
    }

    private static List<Long> counts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> value.path("count").asLong())
                .filter(count -> count > 0)
                .collect(Collectors.toList());
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
        return new CpuTime(List.of(service.pid(), service.database().pid()));
    }

    @Override
    public void close() {
        service.close();
    }
}
