package io.watchfloor.search.search;

import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static io.watchfloor.search.Api.search;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.search.BlockedReading;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.fixture.Tokens;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Searches end when their time is over, when they are cancelled, and when nobody waits for them: in the database too. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class SearchCancelTest {
    private final Instant now = Clock.systemUTC().instant();

    @Inject
    TenantDatabase database;

    @TestHTTPResource(SEARCH)
    URI address;

    @Test
    void aSearchIsCancelledByItsIdByWhoAskedForIt() {
        try (BlockedReading blocked = blockReading("cancel")) {
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(
                    () -> as("cancel", "analyst").get(SEARCH + "?query=*&search_id=mine-1"));
            BlockedReading.atWork(1);
            search("cancel", Map.of("query", "*", "search_id", "mine-1")).statusCode(409);
            as("other", "analyst").delete(SEARCH + "/mine-1").then().statusCode(404);
            as("cancel", "analyst").delete(SEARCH + "/mine-2").then().statusCode(404);
            as("cancel", "analyst").delete(SEARCH + "/mine-1").then().statusCode(204);
            answer.orTimeout(5, TimeUnit.SECONDS)
                    .join()
                    .then()
                    .statusCode(200)
                    .header("Search-Id", "mine-1")
                    .body("complete", equalTo(false), "reason", equalTo("cancelled"), "count", equalTo(0));
            BlockedReading.atWork(0);
            as("cancel", "analyst").delete(SEARCH + "/mine-1").then().statusCode(404);
        }
    }

    @Test
    void aSearchEndsWhenItsCallerGoesAway() throws Exception {
        try (BlockedReading blocked = blockReading("gone");
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "?query=*"))
                    .header("Authorization", Tokens.bearer("ana", "gone", "analyst"))
                    .build();
            CompletableFuture<HttpResponse<Void>> answer =
                    client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
            BlockedReading.atWork(1);
            answer.cancel(true);
            BlockedReading.atWork(0);
        }
    }

    @Test
    void aSearchEndsWhenItsTimeIsOver() {
        try (BlockedReading blocked = blockReading("slow")) {
            search("slow", Map.of("query", "*"))
                    .statusCode(200)
                    .body(
                            "complete", equalTo(false),
                            "reason", equalTo("time"),
                            "searched_back_to", notNullValue(),
                            "next_cursor", nullValue());
            BlockedReading.atWork(0);
        }
    }

    @Test
    void anIdIsMadeWhereNoneIsGiven() {
        search("ids", Map.of("query", "*")).header("Search-Id", matchesPattern("[0-9a-f-]{36}"));
        search("ids", Map.of("query", "*", "search_id", "a b"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/search_id"));
    }

    private BlockedReading blockReading(String tenant) {
        ingest(tenant, "{\"timestamp\":\"" + now.minusSeconds(10) + "\",\"user\":\"u\"}");
        found(tenant, "*", 1);
        return new BlockedReading(database);
    }
}
