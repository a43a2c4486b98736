package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.merge.GroupPlan;
import io.watchfloor.platform.identity.TenantDatabase;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that keeps what it found in blocks answers as one that looks at everything anew. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class KnownAnswersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TimeRange ALWAYS = CountedEvents.ALWAYS;
    private static final Limits ROOM = new Limits(10_000, 1 << 22);
    private static final List<String> FIELDS = List.of("user.name", "source.ip", "event.code", "tags", "ratio");
    private static final GroupPlan SMALL = new GroupPlan(3, 2, 1 << 20);
    private static final Instant ALL = Instant.parse("2100-01-01T00:00:00Z");
    private static final int FALSE = 1_000_000;

    @Inject
    TenantDatabase database;

    @Inject
    IngestLedger ledger;

    @Inject
    BlockMerger merger;

    @Inject
    BlockGrouper grouper;

    private BlockCaches caches;
    private EventStore store;
    private EventStore afresh;

    @BeforeEach
    void stores() {
        caches = StoreFigures.caches(64L << 20);
        store = new BlockEventStore(database, ledger, caches);
        afresh = new BlockEventStore(database, ledger, StoreFigures.caches(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverHappensToBlocks(long seed) {
        Random random = new Random(seed);
        List<TenantId> tenants = List.of(new TenantId("known-a" + seed), new TenantId("known-b" + seed));
        long[] stored = tenants.stream()
                .mapToLong(tenant ->
                        CountedEvents.fill(store, merger, tenant, random).size())
                .toArray();
        List<Asked> asked =
                IntStream.range(0, 8).mapToObj(i -> asked(random)).distinct().toList();
        for (int i = 0; i < 160; i++) {
            int which = random.nextInt(2);
            TenantId tenant = tenants.get(which);
            check(asked.get(random.nextInt(asked.size())), tenant, stored[which], random, "seed " + seed + ": ");
            switch (random.nextInt(20)) {
                case 0 ->
                    stored[which] += CountedEvents.add(store, tenant, random, stored[which])
                            .size();
                case 1 -> assertThat(now(merger.merge())).isNotNegative();
                case 2 -> assertThat(now(grouper.group(ALL, SMALL))).isNotNegative();
                case 3 -> drop(tenant, random);
                default -> {}
            }
        }
    }

    /** What is asked again and again of different times. */
    private record Asked(
            Query query, @Nullable String source, @Nullable Duration width, List<String> fields) {}

    private static Asked asked(Random random) {
        List<Duration> widths = List.of(Duration.ofSeconds(7), Duration.ofMinutes(1), Duration.ofMinutes(90));
        return new Asked(
                QueryParser.parse(CountedEvents.query(random)),
                random.nextInt(3) == 0 ? "zeek" : null,
                random.nextBoolean() ? null : widths.get(random.nextInt(3)),
                FIELDS.subList(0, random.nextInt(FIELDS.size() + 1)));
    }

    private void check(Asked asked, TenantId tenant, long stored, Random random, String what) {
        TimeRange range = random.nextBoolean() ? ALWAYS : CountedEvents.range(random);
        Buckets buckets = asked.width() == null ? null : Buckets.of(range, asked.width());
        SequenceRange sequence = random.nextInt(3) > 0
                ? null
                : SequenceRange.upTo(new HighWater(Map.of(0, stored - random.nextInt(200))));
        UUID before = random.nextInt(4) > 0
                ? null
                : EventTimes.lowestAt(CountedEvents.T0.toEpochMilli() + random.nextInt(7_200_000));
        StoreQuery query = new StoreQuery(
                tenant,
                asked.query(),
                CompiledQuery.of(asked.query()),
                range,
                asked.source(),
                sequence,
                before,
                1 + random.nextInt(2) * 20_000);
        CountPlan plan = new CountPlan(buckets, asked.fields(), ROOM);

        assertThat(answer(store, query, plan)).as(what + query + plan).isEqualTo(answer(afresh, query, plan));
        assertThat(found(store, query)).as(what + query).isEqualTo(found(afresh, query));
    }

    private void drop(TenantId tenant, Random random) {
        long before = CountedEvents.T0.toEpochMilli() + random.nextInt(7_200_000);
        BlockExpiry.Stream stream = new BlockExpiry.Stream(tenant, random.nextBoolean() ? "zeek" : "syslog");
        BlockExpiry.Dropped dropped = now(database.inTenant(
                tenant, connection -> BlockExpiry.drop(connection, stream, before, List.of(), 1 + random.nextInt(3))));
        assertThat(dropped.blocks()).isNotNegative();
    }

    @Test
    void valuesThatDoNotFitInHaveATrueError() {
        TenantId tenant = new TenantId("known-many");
        int events = CountedEvents.fill(store, merger, tenant, new Random(6)).size();
        StoreQuery query = query(tenant, "user.name:ana", ALWAYS);
        List<String> fields = List.of("source.ip", "event.id");
        Map<Object, Long> truth = new HashMap<>();
        answer(afresh, query, new CountPlan(null, fields, ROOM))
                .values()
                .forEach(values -> values.top().forEach(entry -> truth.put(entry.value(), entry.count())));
        for (int i = 0; i < 3; i++) {
            Answer answer = answer(store, query, new CountPlan(null, fields, new Limits(20, 1 << 20)));

            assertThat(answer.matched()).isBetween(1L, (long) events);
            assertThat(answer.values()).allSatisfy(values -> {
                assertThat(values.error()).isPositive();
                assertThat(values.top())
                        .hasSizeLessThanOrEqualTo(20)
                        .allSatisfy(entry -> assertThat(entry.count())
                                .isBetween(truth.get(entry.value()), truth.get(entry.value()) + values.error()));
            });
        }
    }

    @Test
    void whatIsKnownOfABlockAnswersItsQuestionAlone() {
        TenantId tenant = new TenantId("known-false");
        TenantId other = new TenantId("known-true");
        long stored = CountedEvents.fill(store, merger, tenant, new Random(7)).size();
        assertThat(CountedEvents.fill(store, merger, other, new Random(7))).isNotEmpty();
        CountPlan users = new CountPlan(null, List.of("user.name"), ROOM);
        StoreQuery query = query(tenant, "user.name:ana", ALWAYS);
        Block block = blocks(tenant).getFirst();
        Answer right = answer(store, query, users);
        lie(query, users, block.id());

        assertThat(answer(store, query, users).matched()).isGreaterThan(FALSE);
        assertThat(answer(store, query.of(SequenceRange.upTo(new HighWater(Map.of(0, stored)))), users)
                        .matched())
                .isGreaterThan(FALSE);
        Instant within = Instant.ofEpochMilli(block.minTime() + 1);
        for (StoreQuery each : List.of(
                query.within(new TimeRange(within, ALWAYS.to())),
                query.before(EventTimes.lowestAt(block.maxTime()), 1),
                query.of(SequenceRange.upTo(new HighWater(Map.of(0, block.lastOffset())))),
                query(other, "user.name:ana", ALWAYS),
                query(tenant, "user.name:Ana", ALWAYS),
                query(tenant, "NOT user.name:ana", ALWAYS),
                ofSource(query, "syslog"))) {
            assertThat(answer(store, each, users)).as("%s", each).isEqualTo(answer(afresh, each, users));
        }
        for (CountPlan each : List.of(
                CountPlan.MATCHES,
                new CountPlan(null, List.of("host.name"), ROOM),
                new CountPlan(Buckets.of(ALWAYS, Duration.ofMinutes(5)), List.of("user.name"), ROOM))) {
            assertThat(answer(store, query, each)).as("%s", each).isEqualTo(answer(afresh, query, each));
        }
        assertThat(right).isEqualTo(answer(afresh, query, users));
    }

    @Test
    void whatIsKnownOfTheRowsOfABlockAnswersItsQueryAlone() {
        TenantId tenant = new TenantId("known-rows");
        TenantId other = new TenantId("known-other-rows");
        assertThat(CountedEvents.fill(store, merger, tenant, new Random(7))).isNotEmpty();
        assertThat(CountedEvents.fill(store, merger, other, new Random(7))).isNotEmpty();
        StoreQuery query = query(tenant, "user.name:ana", ALWAYS);
        List<String> right = found(store, query);
        AnswerCache<long[]> rows = caches.rows();
        long question = rows.number(CountQuestion.of(query, CountPlan.MATCHES));
        long block = blocks(tenant).getFirst().id();
        assertThat(right).isEqualTo(found(afresh, query));
        assertThat(rows.get(tenant, question, block)).isNotEmpty();
        for (long[] lie : new long[][] {{}, {1}}) {
            rows.put(tenant, question, block, lie.length == 0 ? lie : Arrays.copyOf(lie, 100), 100);

            assertThat(found(store, query)).hasSizeLessThan(right.size());
            for (StoreQuery each : List.of(
                    query(other, "user.name:ana", ALWAYS),
                    query(tenant, "user.name:bo", ALWAYS),
                    query(tenant, "NOT user.name:ana", ALWAYS),
                    ofSource(query, "syslog"))) {
                assertThat(found(store, each)).as("%s", each).isEqualTo(found(afresh, each));
            }
        }
    }

    @Test
    void aBlockThatIsGoneDoesNotCountThoughItsGroupNamesIt() {
        TenantId tenant = new TenantId("known-gone");
        assertThat(CountedEvents.fill(store, merger, tenant, new Random(8))).isNotEmpty();
        assertThat(now(grouper.group(ALL, new GroupPlan(1, 50, 1 << 20)))).isPositive();
        StoreQuery query = query(tenant, "user.name:ana", ALWAYS);
        long block = blocks(tenant).getFirst().id();
        Answer before = answer(store, query, CountPlan.MATCHES);
        lie(query, CountPlan.MATCHES, block);
        assertThat(answer(store, query, CountPlan.MATCHES).matched()).isGreaterThan(FALSE);
        now(database.inTenant(tenant, connection -> delete(connection, block)));

        assertThat(answer(store, query, CountPlan.MATCHES))
                .isEqualTo(answer(afresh, query, CountPlan.MATCHES))
                .isNotEqualTo(before);
    }

    @Test
    void blocksOfTwoTenantsWithTheSameNumbersAreTwo() {
        TenantId one = new TenantId("known-one");
        TenantId two = new TenantId("known-two");
        assertThat(CountedEvents.add(store, one, new Random(1), 0)).hasSizeGreaterThan(2);
        assertThat(CountedEvents.add(store, two, new Random(3), 0)).hasSizeGreaterThan(2);
        List<Block> ofOne = blocks(one);
        List<Block> ofTwo = blocks(two);
        for (int i = 0; i < Math.min(ofOne.size(), ofTwo.size()); i++) {
            long from = ofTwo.get(i).id();
            long to = ofOne.get(i).id();
            now(database.inTenant(two, connection -> renumber(connection, from, to)));
        }
        CountPlan plan = new CountPlan(null, FIELDS, ROOM);
        for (TenantId tenant : List.of(one, two, one, two)) {
            StoreQuery query = query(tenant, "user.name:*", ALWAYS);
            assertThat(answer(store, query, plan)).isEqualTo(answer(afresh, query, plan));
        }
        assertThat(blocks(two))
                .extracting(Block::id)
                .containsAnyElementsOf(ofOne.stream().map(Block::id).toList());
        assertThat(answer(store, query(one, "user.name:*", ALWAYS), plan))
                .isNotEqualTo(answer(store, query(two, "user.name:*", ALWAYS), plan));
    }

    private static Uni<Integer> renumber(SqlConnection connection, long from, long to) {
        return connection
                .query("""
                        select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
                         where table_name = 'event_block' and column_name <> 'block_id'
                        """)
                .execute()
                .map(rows -> rows.iterator().next().getString("names"))
                .chain(names -> connection
                        .preparedQuery(
                                "insert into event_block (block_id, " + names + ") overriding system value select $1, "
                                        + names + " from event_block where block_id = $2")
                        .execute(Tuple.of(to, from)))
                .chain(() -> delete(connection, from));
    }

    private static Uni<Integer> delete(SqlConnection connection, long block) {
        return connection
                .preparedQuery("delete from event_block where block_id = $1")
                .execute(Tuple.of(block))
                .map(deleted -> deleted.rowCount());
    }

    /** Has a false count for a block. */
    private void lie(StoreQuery query, CountPlan plan, long block) {
        AnswerCache<BlockCount> counts = caches.counts();
        long question = counts.number(CountQuestion.of(query, plan));
        BlockCount known = counts.get(query.tenant(), question, block);
        assertThat(known).isNotNull();
        counts.put(
                query.tenant(),
                question,
                block,
                new BlockCount(
                        known.looked(),
                        FALSE + known.matched(),
                        known.firstBucket(),
                        known.perBucket(),
                        known.values()),
                known.memory());
    }

    private record Block(long id, long minTime, long maxTime, long lastOffset) {}

    /** The largest first. */
    private List<Block> blocks(TenantId tenant) {
        return now(database.inTenant(
                        tenant,
                        connection -> connection
                                .query(
                                        "select block_id, min_time, max_time, seq_last from event_block order by row_count desc")
                                .execute()))
                .stream()
                .map(row -> new Block(
                        row.getLong("block_id"),
                        row.getLong("min_time"),
                        row.getLong("max_time"),
                        row.getArrayOfLongs("seq_last")[0]))
                .toList();
    }

    private static StoreQuery query(TenantId tenant, String text, TimeRange range) {
        Query query = QueryParser.parse(text);
        return new StoreQuery(tenant, query, CompiledQuery.of(query), range, null, null, null, 20_000);
    }

    private static StoreQuery ofSource(StoreQuery query, String source) {
        return new StoreQuery(
                query.tenant(), query.query(), query.compiled(), query.range(), source, null, null, query.limit());
    }

    private record Values(List<TopValues.Entry> top, long sum, long error) {}

    private record Answer(long looked, long matched, List<Long> perBucket, List<Values> values) {}

    /** All chunks. */
    private static Answer answer(EventStore asked, StoreQuery query, CountPlan plan) {
        Tally tally = new Tally(plan);
        @Nullable UUID before = query.before();
        boolean more = true;
        long looked = 0;
        while (more) {
            Counts counts = now(asked.count(query.before(before, query.limit()), plan));
            tally.add(counts.tally());
            looked += counts.looked();
            before = counts.oldest();
            more = counts.more();
        }
        return new Answer(
                looked,
                tally.matched(),
                Arrays.stream(tally.perBucket()).boxed().toList(),
                tally.values().stream()
                        .map(values -> new Values(values.top(Integer.MAX_VALUE), values.sum(), values.error()))
                        .toList());
    }

    /** All chunks. */
    private static List<String> found(EventStore asked, StoreQuery query) {
        List<String> found = new ArrayList<>();
        @Nullable UUID before = query.before();
        boolean more = true;
        while (more) {
            Candidates chunk = now(asked.scan(query.before(before, query.limit() == 1 ? 40 : 1_000)));
            chunk.items().forEach(item -> found.add(item.event().id()));
            before = chunk.oldest();
            more = chunk.more();
        }
        return found;
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
