package io.watchfloor.search.search;

import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static io.watchfloor.search.Api.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.SequenceRange;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a search are of what was stored when the first one was asked for. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class SearchSnapshotTest {
    private final Instant now = Clock.systemUTC().instant();

    @Inject
    CursorCodec cursors;

    @ParameterizedTest
    @ValueSource(strings = {"@timestamp:desc", "@timestamp:asc"})
    void eventsThatArriveMeanwhileAreOnNoPage(String sort) {
        String tenant = "snapshot-" + sort.substring(sort.length() - 3).replace("esc", "desc");
        ingest(tenant, events("early", 12));
        found(tenant, "*", 12);
        Map<String, Object> request =
                new HashMap<>(Map.of("query", "*", "sort", sort, "max_results", 5, "time_range", "1h"));
        List<String> ids = new ArrayList<>();
        int arrived = 12;
        do {
            JsonPath page = search(tenant, request).statusCode(200).extract().jsonPath();
            assertThat(page.getInt("total.value")).isEqualTo(12);
            ids.addAll(page.getList("events.'event.id'"));
            request.put("cursor", page.getString("next_cursor"));
            // Of the same seconds as the others, so some would be on each page to come.
            ingest(tenant, events("late" + arrived, 12));
            arrived += 12;
            found(tenant, "*", arrived);
        } while (request.get("cursor") != null);
        assertThat(ids).hasSize(12).doesNotHaveDuplicates();
        request.remove("cursor");
        search(tenant, request).body("total.value", equalTo(arrived));
    }

    @Test
    void anOldCursorIsGone() {
        SearchRequest request = SearchRequest.of("*", null, null, null);
        SearchParameters search = SearchParameters.of(request, FieldRights.OF_USERS, "/", Set.of(), now);
        SequenceRange all = new SequenceRange(new HighWater(Map.of()), new HighWater(Map.of(0, 1L)));
        Instant taken = now.minus(Duration.ofDays(2));
        SearchStart old = new SearchStart(new TimeRange(taken.minusSeconds(900), taken), new UUID(0, 0), 1, all, taken);
        String cursor = cursors.encode(new TenantId("acme"), search.scope(), old.values());
        search("acme", Map.of("query", "*", "cursor", cursor))
                .statusCode(410)
                .body("type", equalTo("urn:watchfloor:problem:snapshot-expired"), "to", equalTo(taken.toString()));
    }

    private String[] events(String user, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"timestamp\":\"" + now.minusSeconds(60 + i) + "\",\"user\":\"" + user + "\"}")
                .toArray(String[]::new);
    }
}
