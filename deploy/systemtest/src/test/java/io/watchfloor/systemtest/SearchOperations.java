package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a user can ask the search service about events, over all times up to one. */
final class SearchOperations {
    static final String SEARCH = "/api/v1/siem/search";
    private static final String JOBS = SEARCH + "/jobs";
    /** Differs from one call to the next whatever is stored. */
    private static final Set<String> OF_THE_MOMENT = Set.of(
            "next_cursor",
            "took_ms",
            "trace_id",
            "run_id",
            "run_count",
            "last_run_at",
            "job_id",
            "created_at",
            "started_at",
            "finished_at",
            "expires_at");

    private final Client client;
    private final String range;
    private final String inRange;
    private final Map<String, Supplier<Answer>> calls = new LinkedHashMap<>();

    private SearchOperations(Client client, Instant to) {
        this.client = client;
        this.range = "from=2020-01-01T00:00:00Z&to=" + to;
        this.inRange = "\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"" + to + "\"";
    }

    /** Every operation that looks at events, over all of them. */
    static Map<String, Supplier<Answer>> overAll(Client client, Instant to) {
        SearchOperations made = new SearchOperations(client, to);
        made.lists();
        made.bodies();
        return made.calls;
    }

    /** Every operation that can name what only one tenant has. */
    static Map<String, Supplier<Answer>> withWord(Client client, Instant to, String word) {
        SearchOperations made = new SearchOperations(client, to);
        made.queriesOf(word);
        made.namesOf(word);
        return made.calls;
    }

    private void lists() {
        get("search by address", SEARCH + "?query=*&max_results=50&" + range);
        get("fields", SEARCH + "/fields?" + range);
        get("suggest fields", SEARCH + "/suggest?prefix=&" + range);
        get("suggest values", SEARCH + "/suggest?field=user.name&prefix=&" + range);
        get("export lines", SEARCH + "/export?format=ndjson&query=*&" + range);
        get("export a table", SEARCH + "/export?format=csv&fields=user.name,message&query=*&" + range);
    }

    private void bodies() {
        post("search", SEARCH, body("*", ",\"max_results\":50,\"highlight\":true"));
        post("search oldest first", SEARCH, body("*", ",\"sort\":\"@timestamp:asc\""));
        post("search a page", SEARCH, body("*", ",\"max_results\":2"));
        post("histogram", SEARCH + "/histogram", body("*", ",\"interval\":\"1d\""));
        post(
                "facets",
                SEARCH + "/facets",
                body("*", ",\"fields\":[\"user.name\",\"source.ip\",\"host.name\",\"watchfloor.tenant\"]"));
        post("a query that cannot be read", SEARCH, body("user.name:(", ""));
        post("validate", SEARCH + "/validate", body("user.name:*e*", ""));
        job("a job", body("*", ""), "");
        job("results of a job", body("*", ""), "/results?limit=1000");
    }

    private void queriesOf(String word) {
        post("a value", SEARCH, body("message:" + word, ""));
        post("any value", SEARCH, body("*" + word + "*", ""));
        post("a field", SEARCH, body("_exists_:" + field(word), ""));
        post("a tenant", SEARCH, body("watchfloor.tenant:search-owner OR " + word, ""));
        post("histogram", SEARCH + "/histogram", body(word, ""));
        post("validate", SEARCH + "/validate", body("*" + word + "* OR " + field(word) + ":1", ""));
        job("a job", body("*" + word + "*", ""), "");
    }

    private void namesOf(String word) {
        String beginning = beginning(word);
        post("facets", SEARCH + "/facets", body("*", ",\"fields\":[\"" + field(word) + "\"]"));
        get("suggest a field", SEARCH + "/suggest?prefix=" + beginning + "&" + range);
        get("suggest a value", SEARCH + "/suggest?field=user.name&prefix=" + beginning + "&" + range);
        get("suggest of a field", SEARCH + "/suggest?field=" + field(word) + "&prefix=&" + range);
        get("fields that begin so", SEARCH + "/fields?prefix=" + beginning + "&" + range);
        get(
                "export",
                SEARCH + "/export?format=csv&fields=user.name,message&query=" + encoded("*" + word + "*") + "&"
                        + range);
    }

    /** The name of a field that holds the word. */
    static String field(String word) {
        return word + "_field";
    }

    static String beginning(String word) {
        return word.substring(0, 5);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What an answer says, without what is of the moment. */
    static String steady(Answer answer) {
        return answer.contentType().contains("json") && !answer.contentType().contains("ndjson")
                ? answer.without(OF_THE_MOMENT)
                : answer.text();
    }

    /** A job of the client, ended. */
    static String ended(Client client, String body) {
        JsonNode made = client.post(Service.SEARCH, JOBS, body).expect(202);
        String path = JOBS + "/" + made.path("job_id").asText();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(client.get(Service.SEARCH, path)
                                .expect(200)
                                .path("state")
                                .asText())
                        .isEqualTo("succeeded"));
        return path;
    }

    private String body(String query, String more) {
        return "{\"query\":\"" + query + "\"," + inRange + more + "}";
    }

    private void get(String name, String path) {
        calls.put(name, () -> client.get(Service.SEARCH, path));
    }

    private void post(String name, String path, String body) {
        calls.put(name, () -> client.post(Service.SEARCH, path, body));
    }

    private void job(String name, String body, String behind) {
        calls.put(name, () -> client.get(Service.SEARCH, ended(client, body) + behind));
    }
}
