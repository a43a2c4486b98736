package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.TopValues.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");
    private static final Instant T0 = Instant.parse("2026-02-01T00:00:00Z");
    private static final TimeRange HOUR = new TimeRange(T0, T0.plusSeconds(3_600));
    private static final Limits ROOM = new Limits(1_000, 1 << 20);
    private static final CountPlan USERS = new CountPlan(null, List.of("user.name"), ROOM);

    private final AnswerCache<BlockCount> cache = new AnswerCache<>(1 << 20);

    @Test
    void whatATenantsBlockCountsToIsKnownToThatTenantAlone() {
        long question = cache.number(asked("logon", USERS));
        cache.put(ACME, question, 7, count(3), 100);
        cache.put(GLOBEX, question, 7, count(5), 100);

        assertThat(cache.get(ACME, question, 7)).extracting(BlockCount::matched).isEqualTo(3);
        assertThat(cache.get(GLOBEX, question, 7))
                .extracting(BlockCount::matched)
                .isEqualTo(5);
        assertThat(cache.get(ACME, question, 8)).isNull();
        assertThat(cache.get(new TenantId("initech"), question, 7)).isNull();
    }

    @Test
    void questionsAreToldApartByAllThatDecidesACount() {
        CountPlan minutes = new CountPlan(Buckets.of(HOUR, Duration.ofMinutes(1)), List.of("user.name"), ROOM);
        CountPlan hours = new CountPlan(Buckets.of(HOUR, Duration.ofHours(1)), List.of("user.name"), ROOM);
        CountPlan shifted = new CountPlan(new Buckets(hours.buckets().first() - 1, 3_600_000, 2), USERS.fields(), ROOM);
        List<CountQuestion> questions = List.of(
                asked("logon", USERS),
                asked("logoff", USERS),
                asked("message:logon", USERS),
                asked("logon", CountPlan.MATCHES),
                asked("logon", new CountPlan(null, List.of("host.name"), ROOM)),
                asked("logon", new CountPlan(null, List.of("user.name", "host.name"), ROOM)),
                asked("logon", new CountPlan(null, List.of("host.name", "user.name"), ROOM)),
                asked("logon", minutes),
                asked("logon", hours),
                asked("logon", shifted),
                asked(query("logon", "zeek"), USERS));
        List<Long> numbers = questions.stream().map(cache::number).toList();

        assertThat(numbers).doesNotHaveDuplicates().doesNotContain(AnswerCache.NONE);
        assertThat(questions.stream().map(cache::number).toList()).isEqualTo(numbers);
    }

    @Test
    void timesAndRoomDoNotDecide() {
        StoreQuery query = query("logon", null);
        TimeRange other = new TimeRange(T0.minusSeconds(999_999), T0.plusSeconds(77));
        CountPlan plan = new CountPlan(Buckets.of(HOUR, Duration.ofMinutes(1)), List.of("a"), ROOM);
        CountPlan small = new CountPlan(Buckets.of(other, Duration.ofMinutes(1)), List.of("a"), new Limits(4, 100));

        assertThat(asked(query.within(other).before(UUID.randomUUID(), 9), small))
                .isEqualTo(asked(query, plan));
    }

    @Test
    void aQueryThatMeansSomethingElseAtEveryTimeIsNoQuestion() {
        Query query = QueryParser.parse("event.start:>now-1h");
        StoreQuery asked = new StoreQuery(ACME, query, CompiledQuery.of(query, T0), HOUR, null, null, null, 1);

        assertThat(CountQuestion.of(asked, USERS)).isNull();
        assertThat(cache.number(null)).isEqualTo(AnswerCache.NONE);
        cache.put(ACME, AnswerCache.NONE, 7, count(3), 100);
        assertThat(cache.get(ACME, AnswerCache.NONE, 7)).isNull();
    }

    @Test
    void whatWasNotUsedForLongestIsForgotten() {
        AnswerCache<BlockCount> small = new AnswerCache<>(100_000);
        long question = small.number(asked("logon", USERS));
        LongStream.range(0, 5_000).forEach(block -> small.put(ACME, question, block, count((int) block), 100));

        assertThat(small.get(ACME, question, 0)).isNull();
        assertThat(small.get(ACME, question, 4_999))
                .extracting(BlockCount::matched)
                .isEqualTo(4_999);
        assertThat(LongStream.range(0, 5_000)
                        .filter(block -> small.get(ACME, question, block) != null)
                        .count())
                .isBetween(100L, 1_000L);
    }

    @Test
    void aForgottenQuestionHasANewNumber() {
        AnswerCache<BlockCount> small = new AnswerCache<>(1 << 17);
        long first = small.number(asked("logon", USERS));
        IntStream.range(0, 100)
                .forEach(
                        i -> assertThat(small.number(asked("logon" + i, USERS))).isGreaterThan(first));

        assertThat(small.number(asked("logon", USERS))).isGreaterThan(first + 100);
        assertThat(small.number(asked("x".repeat(8_000), USERS))).isEqualTo(AnswerCache.NONE);
    }

    private static BlockCount count(int matched) {
        return new BlockCount(matched, matched, 0, new int[0], List.of());
    }

    private static StoreQuery query(String text, String source) {
        Query query = QueryParser.parse(text);
        return new StoreQuery(ACME, query, CompiledQuery.of(query), HOUR, source, null, null, 1);
    }

    private static CountQuestion asked(String text, CountPlan plan) {
        return asked(query(text, null), plan);
    }

    private static CountQuestion asked(StoreQuery query, CountPlan plan) {
        return CountQuestion.of(query, plan);
    }
}
