package io.watchfloor.search.event;

import static io.watchfloor.search.Api.LOGS;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.SearchProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SearchProfile.class)
class LogContextTest {
    private static final Instant NOON = Instant.parse("2026-01-07T12:00:00Z");

    @Test
    void eventsAroundAreThoseOfTheHostInTheirOrder() {
        // Some close, some far away, some of another host, some of the same time.
        int[] seconds = {-7200, -3600, -60, -2, -1, 0, 1, 2, 60, 3600, 7200};
        List<String> lines = new ArrayList<>();
        IntStream.of(seconds).forEach(second -> lines.add(event(second, "h1", "n" + second)));
        IntStream.of(seconds).forEach(second -> lines.add(event(second, "h2", "other" + second)));
        List<String> ids = ingest("context", lines.toArray(String[]::new));
        found("context", "*", lines.size());
        String id = ids.get(5);
        as("context", "analyst")
                .queryParam("before", 4)
                .queryParam("after", 4)
                .get(LOGS + "/" + id + "/context")
                .then()
                .statusCode(200)
                .body(
                        "host",
                        equalTo("h1"),
                        "event.'event.id'",
                        equalTo(id),
                        "before.'user.name'",
                        contains("n-3600", "n-60", "n-2", "n-1"),
                        "after.'user.name'",
                        contains("n1", "n2", "n60", "n3600"),
                        "complete",
                        equalTo(true));
        as("context", "analyst")
                .get(LOGS + "/" + id + "/context")
                .then()
                .body("before", hasSize(5), "after", hasSize(5));
        as("context", "analyst")
                .queryParam("before", 0)
                .queryParam("after", 0)
                .get(LOGS + "/" + id + "/context")
                .then()
                .body("before", empty(), "after", empty(), "complete", equalTo(true));
    }

    @Test
    void eventsOfTheSameTimeAreAroundToo() {
        String[] lines =
                IntStream.range(0, 9).mapToObj(i -> event(0, "same", "n" + i)).toArray(String[]::new);
        List<String> ids = ingest("contextsame", lines).stream().sorted().toList();
        found("contextsame", "*", 9);
        List<String> before = as("contextsame", "analyst")
                .get(LOGS + "/" + ids.get(4) + "/context?before=3&after=3")
                .then()
                .extract()
                .path("before.'event.id'");
        List<String> after = as("contextsame", "analyst")
                .get(LOGS + "/" + ids.get(4) + "/context?before=3&after=3")
                .then()
                .extract()
                .path("after.'event.id'");
        assertThat(before).isEqualTo(ids.subList(1, 4));
        assertThat(after).isEqualTo(ids.subList(5, 8));
    }

    @Test
    void anEventWithoutHostIsAlone() {
        String id = ingest("contextalone", "{\"timestamp\":\"" + NOON + "\",\"user\":\"a\"}")
                .getFirst();
        found("contextalone", "*", 1);
        as("contextalone", "analyst")
                .get(LOGS + "/" + id + "/context")
                .then()
                .statusCode(200)
                .body("host", nullValue(), "before", empty(), "after", empty());
    }

    @Test
    void anotherTenantsEventIsAsIfItNeverWas() {
        String id = ingest("contextmine", event(0, "h1", "a")).getFirst();
        found("contextmine", "*", 1);
        ingest("contextyours", event(1, "h1", "b"));
        found("contextyours", "*", 1);
        String foreign = as("contextyours", "analyst")
                .get(LOGS + "/" + id + "/context")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        String random = new UUID(id.hashCode(), 1).toString();
        String unknown = as("contextyours", "analyst")
                .get(LOGS + "/" + random + "/context")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertThat(foreign.replace(id, "")).isEqualTo(unknown.replace(random, ""));
        as("contextmine", "analyst").get(LOGS + "/" + id + "/context").then().body("after", empty());
        as("contextmine", "analyst").get(LOGS + "/nonsense/context").then().statusCode(404);
        as("contextmine", "analyst")
                .get(LOGS + "/" + id + "/context?before=101")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?before"));
        as("contextmine", "analyst")
                .get(LOGS + "/" + id + "/context?after=-1")
                .then()
                .statusCode(400);
        as("contextmine", "viewer").get(LOGS + "/" + id + "/context").then().statusCode(403);
    }

    private static String event(int seconds, String host, String user) {
        return "{\"timestamp\":\"" + NOON.plusSeconds(seconds) + "\",\"host\":\"" + host + "\",\"user\":\"" + user
                + "\"}";
    }
}
