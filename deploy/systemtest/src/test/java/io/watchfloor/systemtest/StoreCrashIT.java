package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Events of two tenants flow all the time while the search service is killed again and again, at any moment and in the middle of storing,
 * merging and dropping: what is found when all is quiet is what the broker acknowledged, but for what is expired, each once and in order.
 * What the kills hit is printed. {@code -Dstore.rounds=30} is for more of them.
 */
class StoreCrashIT {
    private static final int ROUNDS = Integer.getInteger("store.rounds", 2);
    private static final long SEED = Long.getLong("store.seed", 7);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LONGEST_WATCH = Duration.ofSeconds(12);
    private static final int LONGEST_LIFE_MILLIS = 4_000;
    private static final String SEARCH = "/api/v1/siem/search";
    private static final String ALWAYS = "\"from\":\"2015-01-01T00:00:00Z\",\"to\":\"2100-01-01T00:00:00Z\"";

    /** Dropping often; and the broker knows at once that the new process comes in place of the old one. */
    private static final Map<String, String> SETTINGS = Map.of(
            "WATCHFLOOR_RETENTION_INTERVAL", "1s",
            "MP_MESSAGING_INCOMING_EVENTS_GROUP_INSTANCE_ID", "storecrash",
            "MP_MESSAGING_INCOMING_EVENTS_SESSION_TIMEOUT_MS", "6000");

    /** What to be killed at, by a statement of it. */
    private static final List<Moment> MOMENTS = List.of(
            new Moment("storing", "%insert into event_block%"),
            new Moment("merging", "%delete from event_block%returning directory, data%"),
            new Moment("any", "%"),
            new Moment("dropping", "%delete from event_block%kept.last%"),
            new Moment("grouping", "%update event_block set grouped%"));

    private record Moment(String name, String statement) {}

    private final SystemStack stack = SystemStack.running();

    @Test
    void whatIsFoundIsWhatWasAcknowledged() {
        String servers = stack.spec(Service.SEARCH).environment().get("KAFKA_BOOTSTRAP_SERVERS");
        try (SearchProcess search = new SearchProcess(stack, SETTINGS);
                EventFeed one = new EventFeed(servers, "storecrash-one", SEED);
                EventFeed other = new EventFeed(servers, "storecrash-other", SEED + 1)) {
            List<EventFeed> feeds = List.of(one, other);
            feeds.forEach(this::expire);
            feeds.forEach(EventFeed::start);
            Map<String, Integer> hit = killed(search);
            feeds.forEach(EventFeed::stop);
            feeds.forEach(this::awaitAll);
            feeds.forEach(this::requireAcknowledged);
            System.out.printf(
                    "system test: %d kills, seed %d, wanted and hit %s: %d events found, %d dropped%n",
                    ROUNDS,
                    SEED,
                    hit,
                    feeds.stream().mapToInt(feed -> feed.kept().size()).sum(),
                    feeds.stream().mapToInt(feed -> feed.expired().size()).sum());
        }
    }

    private void expire(EventFeed feed) {
        String policy = "{\"sources\":{\"zeek\":" + (EventFeed.EXPIRED_DAYS - 1) + "}}";
        stack.as(feed.tenant())
                .call(Service.SEARCH, "PUT", "/api/v1/siem/retention", "application/json", policy, Map.of())
                .expect(200);
    }

    /** What the kills hit: by what was being changed, how often. */
    private static Map<String, Integer> killed(SearchProcess search) {
        Random random = new Random(SEED);
        Map<String, Integer> hit = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Moment moment = MOMENTS.get(round % MOMENTS.size());
            Duration after = Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS));
            search.killAt(moment.statement(), after, LONGEST_WATCH)
                    .forEach(change -> hit.merge(moment.name() + ": " + change, 1, Integer::sum));
            search.revive();
        }
        return hit;
    }

    /** Until all that was acknowledged is stored, and what is expired is dropped. */
    private void awaitAll(EventFeed feed) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(missing(feed)).isEmpty());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(total(feed, "", "event.dataset:" + EventFeed.EXPIRED))
                        .isZero());
    }

    /** Partitions of which not everything is stored that was acknowledged. */
    private List<Integer> missing(EventFeed feed) {
        JsonNode stored = stack.as(feed.tenant(), "service")
                .get(Service.SEARCH, SEARCH + "/high-water")
                .expect(200);
        return feed.next().entrySet().stream()
                .filter(each -> stored.path(each.getKey().toString()).asLong() < each.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void requireAcknowledged(EventFeed feed) {
        List<JsonNode> found = found(feed);
        List<String> ids = found.stream().map(StoreCrashIT::id).toList();
        assertThat(without(feed.kept(), ids)).as("acknowledged and not found").isEmpty();
        assertThat(without(new HashSet<>(ids), feed.kept()))
                .as("found and not acknowledged")
                .isEmpty();
        assertThat(ids).as("each once").hasSameSizeAs(feed.kept());
        assertThat(found)
                .extracting(event -> event.path("@timestamp").asText() + id(event))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(total(feed, "/histogram", "*")).as("counted by columns").isEqualTo(ids.size());
    }

    /** A few of the ids that are among the first only. */
    private static List<String> without(Set<String> ids, Iterable<String> others) {
        Set<String> left = new HashSet<>(ids);
        others.forEach(left::remove);
        return left.stream().limit(20).toList();
    }

    /** How many match; must have been told exactly. */
    private long total(EventFeed feed, String operation, String query) {
        JsonNode answer = stack.as(feed.tenant())
                .post(Service.SEARCH, SEARCH + operation, "{\"query\":\"" + query + "\"," + ALWAYS + "}")
                .expect(200);
        return answer.at("/total/relation").asText().equals("eq")
                ? answer.at("/total/value").asLong()
                : -1;
    }

    /** All events, page by page. */
    private List<JsonNode> found(EventFeed feed) {
        Client client = stack.as(feed.tenant());
        List<JsonNode> found = new ArrayList<>();
        String behind = "";
        do {
            JsonNode page = client.post(
                            Service.SEARCH,
                            SEARCH,
                            "{\"query\":\"*\"," + ALWAYS + ",\"max_results\":1000,\"fields\":[\"event.id\"]" + behind
                                    + "}")
                    .expect(200);
            page.path("events").forEach(found::add);
            behind = page.path("next_cursor").isTextual()
                    ? ",\"cursor\":\"" + page.path("next_cursor").asText() + "\""
                    : "";
        } while (!behind.isEmpty());
        return found;
    }

    private static String id(JsonNode event) {
        return event.path("event.id").asText();
    }
}
