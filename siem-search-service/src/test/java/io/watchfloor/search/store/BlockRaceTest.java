package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.blocks.merge.GroupPlan;
import io.watchfloor.blocks.merge.SortPlan;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.search.store.TopValues.Limits;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches and counts while events come, blocks are merged and groups are made. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class BlockRaceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BEFORE = 4_000;
    private static final int MEANWHILE = 6_000;
    private static final int BATCH = 200;
    private static final SortPlan FEW = new SortPlan(500, 60, 30, 100);
    private static final GroupPlan SMALL = new GroupPlan(3, 2, 1 << 20);
    private static final Instant ALL = Instant.parse("2100-01-01T00:00:00Z");
    private static final CountPlan PLAN =
            new CountPlan(null, List.of("source.ip", "user.name"), new Limits(10_000, 1 << 22));

    @Inject
    EventStore store;

    @Inject
    BlockMerger merger;

    @Inject
    BlockGrouper grouper;

    @Test
    void answersStayTheSame() {
        InventedEvents events = new InventedEvents(3);
        append(events.batches(0, BEFORE, BATCH));
        TimeRange range = ofTheFirst(events.always());
        List<Asked> asked = InventedEvents.QUERIES.values().stream()
                .distinct()
                .map(text -> new Asked(text, range, answer(text, range)))
                .toList();
        assertThat(asked).anyMatch(each -> each.answer().matched() > 100);

        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> append(events.batches(BEFORE, MEANWHILE, BATCH)));
        CompletableFuture<Void> tidying = CompletableFuture.runAsync(() -> tidyUntil(writing));
        while (!tidying.isDone()) {
            List<Uni<Answer>> answers = IntStream.range(0, 3)
                    .boxed()
                    .flatMap(unused -> asked.stream())
                    .map(each -> ask(each.text(), range))
                    .toList();
            List<Answer> found = Uni.join().all(answers).andFailFast().await().atMost(PATIENCE);
            for (int i = 0; i < found.size(); i++) {
                Asked each = asked.get(i % asked.size());
                assertThat(found.get(i)).as(each.text()).isEqualTo(each.answer());
            }
        }
        assertThat(tidying).isCompleted();
    }

    /** Before the events that come meanwhile. */
    private static TimeRange ofTheFirst(TimeRange all) {
        return new TimeRange(all.from(), all.to().minusSeconds(60).minusMillis(1));
    }

    private record Asked(String text, TimeRange range, Answer answer) {}

    /** What a search and a count give. */
    private record Answer(
            List<String> page, long matched, List<TopValues.Entry> addresses, List<TopValues.Entry> users) {}

    private Answer answer(String text, TimeRange range) {
        return ask(text, range).await().atMost(PATIENCE);
    }

    private Uni<Answer> ask(String text, TimeRange range) {
        Query query = QueryParser.parse(text);
        StoreQuery asked = new StoreQuery(
                new TenantId("acme"), query, CompiledQuery.of(query), range, null, null, null, 1_000_000);
        Uni<List<String>> page = store.scan(asked.before(null, 50))
                .map(candidates -> candidates.items().stream()
                        .map(item -> item.event().id())
                        .limit(50)
                        .toList());
        return page.chain(ids -> counts(asked, new ArrayList<>()).map(counts -> {
            Tally tally = new Tally(PLAN);
            counts.forEach(each -> tally.add(each.tally()));
            return new Answer(
                    ids,
                    tally.matched(),
                    tally.values().getFirst().top(50),
                    tally.values().getLast().top(50));
        }));
    }

    /** All chunks. */
    private Uni<List<Counts>> counts(StoreQuery query, List<Counts> before) {
        return store.count(query, PLAN).chain(counts -> {
            before.add(counts);
            return counts.more()
                    ? counts(query.before(counts.oldest(), query.limit()), before)
                    : Uni.createFrom().item(before);
        });
    }

    private void append(List<List<EventBatch>> partitions) {
        List<EventBatch> batches = partitions.stream().flatMap(List::stream).toList();
        Multi.createFrom()
                .iterable(batches)
                .onItem()
                .transformToUniAndConcatenate(store::append)
                .collect()
                .last()
                .await()
                .atMost(PATIENCE);
    }

    private void tidyUntil(CompletableFuture<Void> writing) {
        boolean last = false;
        while (!last) {
            last = writing.isDone();
            int merged = merger.merge(FEW).await().atMost(PATIENCE);
            int grouped = grouper.group(ALL, SMALL).await().atMost(PATIENCE);
            last &= merged + grouped == 0;
        }
        writing.join();
    }
}
