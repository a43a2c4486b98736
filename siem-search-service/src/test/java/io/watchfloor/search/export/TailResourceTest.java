package io.watchfloor.search.export;

import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.fixture.Tokens;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SearchProfile.class)
class TailResourceTest {
    private static final String TAIL = SEARCH + "/tail";

    @TestHTTPResource
    URI service;

    @Inject
    MeterRegistry metrics;

    /** What a client of a tail has received. */
    private static final class Client implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final HttpClient http = HttpClient.newHttpClient();
        private final InputStream body;

        Client(URI uri, String tenant, @Nullable String lastEventId) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .header("Authorization", Tokens.bearer("ana", tenant, "analyst"))
                    .header("Accept", "text/event-stream");
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            body = response.body();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            StringBuilder line = new StringBuilder();
            try {
                for (int c = body.read(); c >= 0; c = body.read()) {
                    if (c == '\n') {
                        lines.add(line.toString());
                        line.setLength(0);
                    } else {
                        line.append((char) c);
                    }
                }
            } catch (IOException e) {
                lines.add("closed");
            }
        }

        List<String> ids() {
            return lines.stream()
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> line.substring(3).strip())
                    .toList();
        }

        List<String> events(String name) {
            return IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).equals("event:" + name))
                    .mapToObj(i -> lines.subList(i, Math.min(lines.size(), i + 4)).stream()
                            .filter(line -> line.startsWith("data:"))
                            .findFirst()
                            .orElse(""))
                    .toList();
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    @Test
    void eventsComeAsTheyAreStored() throws IOException, InterruptedException {
        ingest("tail", event("before"));
        found("tail", "*", 1);
        try (Client client = open("tail", "user:(a OR b)", null)) {
            Awaitility.await().until(() -> !client.ids().isEmpty());
            ingest("tail", event("a"), event("c"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(client.events("event")).hasSize(1));
            ingest("tail", event("b"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(client.events("event")).hasSize(2));
            assertThat(client.events("event").getFirst()).contains("\"user.name\":\"a\"");
            assertThat(client.events("event").getLast()).contains("\"user.name\":\"b\"");
            // A place in the topic of all tenants.
            assertThat(client.lines).noneMatch(line -> line.contains("watchfloor.sequence"));
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                metrics.get("watchfloor.tails.open").gauge().value())
                        .isZero());
    }

    @Test
    void aClientThatComesAgainGoesOnBehindWhatItHas() throws IOException, InterruptedException {
        String first;
        try (Client client = open("tailagain", "*", null)) {
            Awaitility.await().until(() -> !client.ids().isEmpty());
            ingest("tailagain", event("one"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(client.events("event")).hasSize(1));
            first = client.ids().getLast();
        }
        ingest("tailagain", event("two"));
        ingest("tailagain", event("three"));
        found("tailagain", "*", 3);
        try (Client client = open("tailagain", "*", first)) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(client.events("event")).hasSize(2));
            assertThat(client.events("event").getFirst()).contains("two");
        }
    }

    @Test
    void whatIsTooMuchAtOnceIsCountedInAGap() throws IOException, InterruptedException {
        String mark;
        try (Client client = open("tailgap", "*", null)) {
            Awaitility.await().until(() -> !client.ids().isEmpty());
            mark = client.ids().getLast();
        }
        ingest("tailgap", IntStream.range(0, 45).mapToObj(i -> event("u" + i)).toArray(String[]::new));
        found("tailgap", "*", 45);
        try (Client client = open("tailgap", "*", mark)) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(client.events("event")).hasSize(40));
            assertThat(client.events("gap")).containsExactly("data:{\"dropped\":5}");
            assertThat(client.lines.indexOf("event:gap")).isLessThan(client.lines.indexOf("event:event"));
        }
    }

    @Test
    void anotherTenantHearsNothing() throws IOException, InterruptedException {
        try (Client mine = open("tailmine", "*", null);
                Client yours = open("tailyours", "*", null)) {
            Awaitility.await().until(() -> !mine.ids().isEmpty() && !yours.ids().isEmpty());
            ingest("tailmine", event("secret-user"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(mine.events("event")).hasSize(1));
            ingest("tailyours", event("known"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(yours.events("event")).hasSize(1));
            assertThat(String.join("\n", yours.lines)).doesNotContain("secret-user");
        }
    }

    @Test
    void aTenantHasSoManyTailsAndNoMore() throws IOException, InterruptedException {
        try (Client one = open("tailmany", "*", null);
                Client two = open("tailmany", "*", null)) {
            as("tailmany", "analyst").queryParam("query", "*").get(TAIL).then().statusCode(429);
            assertThat(one.lines).isNotNull();
            assertThat(two.lines).isNotNull();
        }
        Awaitility.await().until(() -> {
            try (Client again = open("tailmany", "*", null)) {
                return again.body != null;
            } catch (AssertionError e) {
                return false;
            }
        });
    }

    @Test
    void aTailEndsWithTheCredential() {
        String token = Tokens.bearerFor(3, "ana", "tailexpires", "analyst");
        String body = io.restassured.RestAssured.given()
                .header("Authorization", token)
                .queryParam("query", "*")
                .get(TAIL)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(body).contains("event:end", "credential_expired");
    }

    @Test
    void aWrongRequestIsRefused() {
        as("acme", "analyst").queryParam("query", "user:(").get(TAIL).then().statusCode(400);
        as("acme", "analyst").get(TAIL).then().statusCode(400);
        as("acme", "analyst")
                .queryParam("query", "*")
                .header("Last-Event-ID", "x")
                .get(TAIL)
                .then()
                .statusCode(400);
        as("acme", "analyst")
                .queryParam("query", "*")
                .header("Last-Event-ID", "0:-1")
                .get(TAIL)
                .then()
                .statusCode(400);
        as("acme", "viewer").queryParam("query", "*").get(TAIL).then().statusCode(403);
    }

    private Client open(String tenant, String query, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        URI uri = service.resolve(TAIL + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return new Client(uri, tenant, lastEventId);
    }

    private static String event(String user) {
        return "{\"timestamp\":\"" + Clock.systemUTC().instant().minusSeconds(10) + "\",\"user\":\"" + user + "\"}";
    }
}
