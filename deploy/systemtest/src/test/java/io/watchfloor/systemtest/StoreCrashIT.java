package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Events flow all the time while the search service is killed in the middle of storing, merging and dropping: what is found in the end is
 * what the broker acknowledged, but for what is expired, each once and in order. By command: {@code -Dstore.rounds=30}.
 */
@EnabledIfSystemProperty(named = "store.rounds", matches = "[0-9]+")
class StoreCrashIT {
    private static final int ROUNDS = Integer.getInteger("store.rounds", 3);
    private static final long SEED = Long.getLong("store.seed", 7);
    private static final String TENANT = "storecrash";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SEARCH = "/api/v1/siem/search";
    private static final String ALWAYS = "\"from\":\"2015-01-01T00:00:00Z\",\"to\":\"2100-01-01T00:00:00Z\"";

    /** Dropping often; and the broker knows at once that the new process comes in place of the old one. */
    private static final Map<String, String> SETTINGS = Map.of(
            "WATCHFLOOR_RETENTION_INTERVAL", "1s",
            "MP_MESSAGING_INCOMING_EVENTS_GROUP_INSTANCE_ID", "storecrash",
            "MP_MESSAGING_INCOMING_EVENTS_SESSION_TIMEOUT_MS", "6000");

    /** What the service is to be killed at, by a statement of that transaction. */
    private static final Map<String, String> MOMENTS = new LinkedHashMap<>();

    static {
        MOMENTS.put("storing", "%insert into event_block%");
        MOMENTS.put("merging", "%delete from event_block%returning seq_partition%");
        MOMENTS.put("dropping", "%delete from event_block%kept.last%");
    }

    @Test
    void whatIsFoundIsWhatWasAcknowledged() {
        SystemStack stack = SystemStack.running();
        Client client = stack.as(TENANT);
        String servers = stack.spec(Service.SEARCH).environment().get("KAFKA_BOOTSTRAP_SERVERS");
        try (SearchProcess search = new SearchProcess(stack, SETTINGS);
                EventFeed feed = new EventFeed(servers, TENANT, SEED)) {
            String policy = "{\"sources\":{\"zeek\":" + (EventFeed.EXPIRED_DAYS - 1) + "}}";
            client.call(Service.SEARCH, "PUT", "/api/v1/siem/retention", "application/json", policy, Map.of())
                    .expect(200);
            feed.start();
            Map<String, Integer> seen = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                String moment = List.copyOf(MOMENTS.keySet()).get(round % MOMENTS.size());
                boolean met = search.awaitStatement(MOMENTS.get(moment), 20_000);
                search.kill();
                seen.merge(met ? moment : "other", 1, Integer::sum);
                search.revive();
            }
            feed.stop();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(missing(stack.as(TENANT, "service"), feed))
                            .isEmpty());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(found(client, "event.dataset:" + EventFeed.EXPIRED, 1))
                            .isEmpty());
            List<JsonNode> found = found(client, "*", 1_000);
            assertThat(found).extracting(StoreCrashIT::id).doesNotHaveDuplicates();
            assertThat(found).extracting(StoreCrashIT::id).containsExactlyInAnyOrderElementsOf(feed.kept());
            assertThat(found)
                    .extracting(event -> event.path("@timestamp").asText() + id(event))
                    .isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(seen.keySet()).containsAll(MOMENTS.keySet());
            System.out.printf(
                    "system test: %d kills %s, seed %d: %d events found, %d dropped%n",
                    ROUNDS, seen, SEED, found.size(), feed.expired().size());
        }
    }

    /** Partitions of which not everything is stored that was acknowledged. */
    private static List<Integer> missing(Client service, EventFeed feed) {
        JsonNode stored = service.get(Service.SEARCH, SEARCH + "/high-water").expect(200);
        return feed.next().entrySet().stream()
                .filter(each -> stored.path(each.getKey().toString()).asLong() < each.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** All events that match, page by page. */
    private static List<JsonNode> found(Client client, String query, int most) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = page(client, query, most, cursor);
            page.path("events").forEach(found::add);
            cursor = page.path("next_cursor").isTextual()
                    ? page.path("next_cursor").asText()
                    : null;
        } while (cursor != null);
        return found;
    }

    private static JsonNode page(Client client, String query, int most, String cursor) {
        String behind = cursor == null ? "" : ",\"cursor\":\"" + cursor + "\"";
        return client.post(
                        Service.SEARCH,
                        SEARCH,
                        "{\"query\":\"" + query + "\"," + ALWAYS + ",\"max_results\":" + most + behind + "}")
                .expect(200);
    }

    private static String id(JsonNode event) {
        return event.path("event.id").asText();
    }
}
