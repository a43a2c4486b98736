package io.watchfloor.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.EventId;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.Candidates.Item;
import io.watchfloor.search.store.StoreQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that goes back through time gives events in the order of time, whatever its chunks are. */
class OldestFirstTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final TimeRange YEAR = new TimeRange(T0, T0.plus(Duration.ofDays(365)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eventsComeInTheOrderOfTime(long seed) {
        Random random = new Random(seed);
        // Bursts of the same millisecond, and days without any.
        List<Item> stored = IntStream.range(0, 600)
                .mapToObj(
                        i -> item(T0.plus(Duration.ofDays(random.nextInt(300))).plusMillis(1 + random.nextInt(3)), i))
                .sorted(newestFirst())
                .toList();
        List<String> all = new ArrayList<>(ids(stored.reversed()));
        int chunk = 1 + random.nextInt(40);
        assertThat(walk(stored, null, chunk, 1_000)).as("seed %d", seed).isEqualTo(all);
        String middle = all.get(300);
        assertThat(walk(stored, UUID.fromString(middle), chunk, 1_000))
                .as("seed %d, behind an event", seed)
                .isEqualTo(all.subList(301, 600));
    }

    @Test
    void ofAWindowTheOldestAreKept() {
        List<Item> stored = IntStream.range(0, 50)
                .mapToObj(i -> item(T0.plusMillis(500), i))
                .sorted(newestFirst())
                .toList();
        OldestFirst walk = walk(null, 10);
        Walk.Found found = walk.take(scan(stored, walk.next(1_000)), item -> true);
        assertThat(found.matched()).isEqualTo(50);
        assertThat(ids(found.items())).isEqualTo(ids(stored.reversed()).subList(0, 10));
    }

    private static List<String> walk(List<Item> stored, @Nullable UUID after, int chunk, int most) {
        OldestFirst walk = walk(after, most);
        List<String> found = new ArrayList<>();
        while (!walk.exhausted()) {
            found.addAll(
                    ids(walk.take(scan(stored, walk.next(chunk)), item -> true).items()));
        }
        return found;
    }

    private static OldestFirst walk(@Nullable UUID after, int most) {
        Query all = new Query.MatchAll();
        StoreQuery query = new StoreQuery(new TenantId("acme"), all, CompiledQuery.of(all), YEAR, null, null, null, 1);
        return new OldestFirst(query, after, most, 1 << 20);
    }

    private static Candidates scan(List<Item> stored, StoreQuery query) {
        List<Item> behind = stored.stream()
                .filter(item -> query.range().contains(item.event().timestamp()))
                .filter(item -> query.before() == null
                        || item.event().id().compareTo(query.before().toString()) < 0)
                .toList();
        List<Item> chunk = behind.subList(0, Math.min(query.limit(), behind.size()));
        UUID last =
                chunk.isEmpty() ? null : UUID.fromString(chunk.getLast().event().id());
        return new Candidates(chunk, chunk.size(), last, chunk.size() < behind.size());
    }

    private static Comparator<Item> newestFirst() {
        return Comparator.comparing((Item item) -> item.event().id()).reversed();
    }

    private static List<String> ids(List<Item> items) {
        return items.stream().map(item -> item.event().id()).toList();
    }

    private static Item item(Instant time, int number) {
        Map<String, Object> fields = Map.of(
                Event.ID,
                EventId.of(time, "acme", "app", "n" + number),
                Event.TIMESTAMP,
                ContractJson.MILLIS.format(time),
                Event.TENANT,
                "acme");
        return Item.of(new Event(fields), 100);
    }
}
