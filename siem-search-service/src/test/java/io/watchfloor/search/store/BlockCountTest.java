package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.search.store.TopValues.Limits;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts over columns are those of the events that the evaluator lets pass, over young blocks and merged ones. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class BlockCountTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TimeRange ALWAYS = CountedEvents.ALWAYS;
    private static final Limits ROOM = new Limits(10_000, 1 << 22);
    private static final List<String> FIELDS =
            List.of("user.name", "source.ip", "event.code", "tags", "ratio", "event.id", "message", "nothing");

    @Inject
    EventStore store;

    @Inject
    BlockMerger merger;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theyAreThoseOfTheEventsThatMatch(long seed) {
        TenantId tenant = new TenantId("counts-" + seed);
        Random random = new Random(seed);
        List<Map<String, Object>> events = CountedEvents.fill(store, merger, tenant, random);
        for (int i = 0; i < 25; i++) {
            String text = i == 0 ? "*" : CountedEvents.query(random);
            Query query = QueryParser.parse(text);
            CompiledQuery compiled = CompiledQuery.of(query);
            TimeRange range = random.nextInt(3) == 0 ? ALWAYS : CountedEvents.range(random);
            StoreQuery asked =
                    new StoreQuery(tenant, query, compiled, range, null, null, null, 1 + random.nextInt(2) * 100_000);
            Duration width = List.of(
                            Duration.ofSeconds(7), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofDays(3))
                    .get(random.nextInt(4));
            CountPlan plan = new CountPlan(Buckets.of(range, width), i % 2 == 0 ? List.of() : FIELDS, ROOM);

            check(
                    counted(asked, plan),
                    plan,
                    matching(events, asked, _ -> true),
                    "seed " + seed + ": " + text + " in " + range);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void aPageAndWhatIsBehindItAreAll(long seed) {
        TenantId tenant = new TenantId("counts-" + seed);
        Random random = new Random(seed);
        List<Map<String, Object>> events = CountedEvents.fill(store, merger, tenant, random);
        SequenceRange stored = new SequenceRange(new HighWater(Map.of()), new HighWater(Map.of(0, 500L)));
        for (int i = 0; i < 40; i++) {
            String text = i % 4 == 0 ? "*" : CountedEvents.query(random);
            Query query = QueryParser.parse(text);
            SequenceRange sequence = i % 2 == 0 ? null : stored;
            StoreQuery asked = new StoreQuery(
                    tenant, query, CompiledQuery.of(query), ALWAYS, null, sequence, null, 1 + random.nextInt(60));
            Candidates page = store.scan(asked).await().atMost(PATIENCE);
            long behind = page.more()
                    ? counted(asked.before(page.oldest(), 1), CountPlan.MATCHES).matched()
                    : 0;

            assertThat(page.items().size() + behind)
                    .as("seed " + seed + ": " + text + " by " + asked.limit())
                    .isEqualTo(matching(
                                    events,
                                    asked,
                                    event -> sequence == null || sequence.holds((String) event.get(Event.SEQUENCE)))
                            .size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void howManyThereAreBehindAnEventOfWhatWasStored(long seed) {
        TenantId tenant = new TenantId("counts-" + seed);
        Random random = new Random(seed);
        List<Map<String, Object>> events = CountedEvents.fill(store, merger, tenant, random);
        Query query = new Query.MatchAll();
        for (int i = 0; i < 40; i++) {
            TimeRange range = random.nextBoolean() ? ALWAYS : CountedEvents.range(random);
            long mark = random.nextInt(events.size() + 1);
            SequenceRange stored = new SequenceRange(new HighWater(Map.of()), new HighWater(Map.of(0, mark)));
            String last = (String) events.get(random.nextInt(events.size())).get(Event.ID);
            StoreQuery asked = new StoreQuery(
                    tenant,
                    query,
                    CompiledQuery.of(query),
                    range,
                    null,
                    i % 3 == 0 ? null : stored,
                    i % 4 == 0 ? null : UUID.fromString(last),
                    1 + random.nextInt(2) * 100_000);

            assertThat(counted(asked, CountPlan.MATCHES).matched())
                    .as("seed " + seed + ": behind " + asked.before() + " in " + range + " of " + asked.sequence())
                    .isEqualTo(matching(
                                    events,
                                    asked,
                                    event -> (asked.before() == null
                                                    || ((String) event.get(Event.ID)).compareTo(last) < 0)
                                            && (asked.sequence() == null
                                                    || stored.holds((String) event.get(Event.SEQUENCE))))
                            .size());
        }
    }

    @Test
    void sourceSequenceAndABeginningBoundThem() {
        TenantId tenant = new TenantId("counts-bounds");
        List<Map<String, Object>> events = CountedEvents.fill(store, merger, tenant, new Random(9));
        CountPlan plan = new CountPlan(Buckets.of(ALWAYS, Duration.ofMinutes(5)), FIELDS, ROOM);
        Query query = new Query.MatchAll();
        StoreQuery all = new StoreQuery(tenant, query, CompiledQuery.of(query), ALWAYS, null, null, null, 1);
        StoreQuery zeek = new StoreQuery(tenant, query, CompiledQuery.of(query), ALWAYS, "zeek", null, null, 1);
        check(
                counted(zeek, plan),
                plan,
                matching(events, zeek, event -> event.get(Event.SOURCE).equals("zeek")),
                "zeek");
        check(
                counted(zeek, new CountPlan(plan.buckets(), List.of(), ROOM)),
                new CountPlan(plan.buckets(), List.of(), ROOM),
                matching(events, zeek, event -> event.get(Event.SOURCE).equals("zeek")),
                "zeek over time");
        SequenceRange sequence = new SequenceRange(new HighWater(Map.of(0, 100L)), new HighWater(Map.of(0, 300L)));
        StoreQuery marked = new StoreQuery(tenant, query, CompiledQuery.of(query), ALWAYS, null, sequence, null, 1);
        check(
                counted(marked, plan),
                plan,
                matching(events, marked, event -> sequence.holds((String) event.get(Event.SEQUENCE))),
                "marked");
        UUID before = UUID.fromString((String) events.get(700).get(Event.ID));
        StoreQuery begun = all.before(before, 1);
        check(
                counted(begun, plan),
                plan,
                matching(events, begun, event -> ((String) event.get(Event.ID)).compareTo(before.toString()) < 0),
                "begun");
    }

    @Test
    void anotherTenantCountsNothing() {
        List<Map<String, Object>> unused =
                CountedEvents.fill(store, merger, new TenantId("counts-mine"), new Random(5));
        Query query = new Query.MatchAll();
        StoreQuery asked = new StoreQuery(
                new TenantId("counts-yours"), query, CompiledQuery.of(query), ALWAYS, null, null, null, 1);
        CountPlan plan = new CountPlan(Buckets.of(ALWAYS, Duration.ofMinutes(5)), FIELDS, ROOM);
        CountPlan overTime = new CountPlan(plan.buckets(), List.of(), ROOM);

        assertThat(unused).isNotEmpty();
        check(counted(asked, plan), plan, List.of(), "fields");
        check(counted(asked, overTime), overTime, List.of(), "over time");
    }

    @Test
    void aFieldOfManyValuesStaysInItsRoomWithATrueError() {
        TenantId tenant = new TenantId("counts-many");
        List<Map<String, Object>> events = CountedEvents.fill(store, merger, tenant, new Random(6));
        Query query = new Query.MatchAll();
        StoreQuery asked = new StoreQuery(tenant, query, CompiledQuery.of(query), ALWAYS, null, null, null, 1);
        TopValues ids = counted(asked, new CountPlan(null, List.of("event.id"), new Limits(50, 1 << 20)))
                .values()
                .getFirst();

        assertThat(ids.distinct()).isLessThanOrEqualTo(50);
        assertThat(ids.sum()).isEqualTo(events.size());
        assertThat(ids.error()).isPositive();
        assertThat(ids.top(50))
                .allSatisfy(entry -> assertThat(entry.count() - ids.error()).isLessThanOrEqualTo(1));
    }

    private static void check(Tally counted, CountPlan plan, List<Map<String, Object>> expected, String what) {
        assertThat(counted.matched()).as(what).isEqualTo(expected.size());
        Buckets buckets = plan.buckets();
        if (buckets != null) {
            long[] perBucket = new long[buckets.count()];
            expected.forEach(event -> perBucket[buckets.of(time(event).toEpochMilli())]++);
            assertThat(counted.perBucket()).as(what).isEqualTo(perBucket);
            assertThat(Arrays.stream(counted.perBucket()).sum()).as(what).isEqualTo(counted.matched());
        }
        for (int i = 0; i < plan.fields().size(); i++) {
            String field = plan.fields().get(i);
            Map<Object, Long> values = new HashMap<>();
            counted.values().get(i).top(Integer.MAX_VALUE).forEach(entry -> values.put(entry.value(), entry.count()));
            assertThat(values).as(what + ", " + field).isEqualTo(values(expected, field));
            assertThat(counted.values().get(i).error()).isZero();
        }
    }

    private static Map<Object, Long> values(List<Map<String, Object>> events, String field) {
        Map<Object, Long> counts = new HashMap<>();
        for (Map<String, Object> event : events) {
            Object value = event.get(field);
            Set<Object> once =
                    new HashSet<>(value instanceof List<?> list ? list : value == null ? List.of() : List.of(value));
            once.forEach(each -> counts.merge(each, 1L, Long::sum));
        }
        return counts;
    }

    private static List<Map<String, Object>> matching(
            List<Map<String, Object>> events, StoreQuery query, Predicate<Map<String, Object>> also) {
        return events.stream()
                .filter(event -> query.range().contains(time(event)))
                .filter(event -> query.compiled().matches(Document.of(event)))
                .filter(also)
                .toList();
    }

    private static Instant time(Map<String, Object> event) {
        return Instant.parse((String) event.get(Event.TIMESTAMP));
    }

    /** All chunks, and once more by the way that works for every store. */
    private Tally counted(StoreQuery query, CountPlan plan) {
        Tally whole = new Tally(plan);
        @Nullable UUID before = query.before();
        boolean more = true;
        while (more) {
            Counts counts = store.count(query.before(before, query.limit()), plan)
                    .await()
                    .atMost(PATIENCE);
            whole.add(counts.tally());
            before = counts.oldest();
            more = counts.more();
        }
        assertThat(scanned(query, plan).matched()).isEqualTo(whole.matched());
        return whole;
    }

    private Tally scanned(StoreQuery query, CountPlan plan) {
        Tally whole = new Tally(plan);
        @Nullable UUID before = query.before();
        boolean more = true;
        while (more) {
            Candidates chunk = store.scan(query.before(before, 1_000)).await().atMost(PATIENCE);
            Counts counts = ScannedCounts.of(chunk, query, plan);
            whole.add(counts.tally());
            before = counts.oldest();
            more = counts.more();
        }
        return whole;
    }
}
