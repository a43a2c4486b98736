package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Query;
import io.watchfloor.search.store.Corpus.Stored;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Many queries over many events: the same events in the same order as the evaluator finds among all, in each state a store can be in.
 * {@code -Dwatchfloor.conformance.seed} and {@code -Dwatchfloor.conformance.queries} choose and number the random queries.
 */
abstract class QueryConformance {
    private static final long SEED = Long.getLong("watchfloor.conformance.seed", 1);
    private static final int QUERIES = Integer.getInteger("watchfloor.conformance.queries", 200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCH = 150;
    private static final int CHUNK = 1_000;
    private static final int SMALL_CHUNK = 41;

    @Inject
    EventStore store;

    /** A query and what says which. */
    private record Asked(String name, Query query) {}

    /** States in which the store must answer the same, in their order; each runs before its queries. */
    abstract Map<String, Runnable> states();

    @Test
    void inventedEventsAreFoundByEveryCase() {
        check(Corpus.invented(new TenantId("invented"), 12), cases());
    }

    @Test
    void sampleLogsAreFoundByEveryCaseAndByTheirOwnValues() {
        Corpus corpus = Corpus.samples(new TenantId("samples"), 600);
        List<Asked> asked = new ArrayList<>(cases());
        asked.addAll(random(corpus));
        check(corpus, asked);
    }

    @Test
    void randomEventsAreFoundByRandomQueries() {
        Corpus corpus = Corpus.of(new TenantId("random"), RandomEvents.of(SEED, 800));
        check(corpus, random(corpus));
    }

    private static List<Asked> cases() {
        return ConformanceCases.all().stream()
                .map(each -> new Asked(each.text(), each.query()))
                .toList();
    }

    private static List<Asked> random(Corpus corpus) {
        RandomQueries queries = new RandomQueries(
                SEED, corpus.events().stream().map(Stored::fields).toList());
        return IntStream.range(0, QUERIES)
                .mapToObj(i -> new Asked("seed " + SEED + ", query " + i, queries.next()))
                .toList();
    }

    private void check(Corpus corpus, List<Asked> asked) {
        store(corpus);
        List<List<UUID>> expected =
                asked.stream().map(each -> expected(corpus, each.query())).toList();
        assertThat(expected.stream().filter(ids -> !ids.isEmpty()).count()).isGreaterThan(asked.size() / 8);
        states().forEach((state, enter) -> {
            enter.run();
            assertThat(whole(corpus)).as(state).isEqualTo(json(corpus));
            for (int i = 0; i < asked.size(); i++) {
                int chunk = i % 8 == 0 ? SMALL_CHUNK : CHUNK;
                assertThat(found(corpus, asked.get(i).query(), chunk))
                        .as(
                                "%s: %s %s",
                                state, asked.get(i).name(), asked.get(i).query())
                        .isEqualTo(expected.get(i));
            }
        });
    }

    void store(Corpus corpus) {
        corpus.batches("conformance." + corpus.tenant(), BATCH)
                .forEach(batch -> store.append(batch).await().atMost(PATIENCE));
    }

    private static List<UUID> expected(Corpus corpus, Query query) {
        CompiledQuery compiled = CompiledQuery.of(query);
        return corpus.events().stream()
                .filter(event -> compiled.matches(Document.of(event.fields())))
                .map(Stored::id)
                .toList();
    }

    static List<JsonNode> json(Corpus corpus) {
        return corpus.events().stream().map(Stored::json).toList();
    }

    List<JsonNode> whole(Corpus corpus) {
        return all(corpus, new Query.MatchAll(), CHUNK).stream()
                .map(item -> Corpus.json(item.event().fields()))
                .toList();
    }

    /** What the evaluator lets pass of what the store gives. */
    private List<UUID> found(Corpus corpus, Query query, int chunk) {
        CompiledQuery compiled = CompiledQuery.of(query);
        return all(corpus, query, chunk).stream()
                .filter(item -> compiled.matches(Document.of(item.event().fields())))
                .map(item -> UUID.fromString(item.event().id()))
                .toList();
    }

    private List<Candidates.Item> all(Corpus corpus, Query query, int chunk) {
        StoreQuery asked =
                new StoreQuery(corpus.tenant(), query, CompiledQuery.of(query), Corpus.ALWAYS, null, null, null, chunk);
        List<Candidates.Item> items = new ArrayList<>();
        @Nullable UUID before = null;
        boolean more = true;
        while (more) {
            Candidates candidates =
                    store.scan(asked.before(before, chunk)).await().atMost(PATIENCE);
            items.addAll(candidates.items());
            before = candidates.oldest();
            more = candidates.more();
        }
        return items;
    }
}
