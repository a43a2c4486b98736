package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.local.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a tenant is answered does not depend on what another one has: every operation of search is asked before the other has any events
 * and again after, and answers the same; the other's ids, cursors and words answer like ones that never were.
 * By command: {@code -Dcrossing=true}.
 */
@EnabledIfSystemProperty(named = "crossing", matches = "true")
class SearchIsolationIT {
    private static final String SEARCH = "/api/v1/siem/search";
    private static final Instant START = Instant.now().minusSeconds(600);
    private static final String RANGE = "from=2020-01-01T00:00:00Z&to=" + START.plusSeconds(60);
    private static final String IN_RANGE = "\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"" + START.plusSeconds(60) + "\"";
    /** Stands in names and values of fields that the other tenant alone has; as is {@link #NOBODYS} in nobody's. */
    private static final String THEIRS = "pelikanwagen";

    private static final String NOBODYS = "schwanenzaun";
    private static final Set<String> OF_THE_MOMENT =
            Set.of("next_cursor", "took_ms", "took", "trace_id", "snapshot", "run_id", "run_count", "last_run_at");

    private static final String REFUSED = "a query that cannot be read";

    private static Client owner;
    private static Client foreigner;
    private static String hunt;
    private static final Map<String, Answer> before = new LinkedHashMap<>();

    private record Operation(String name, Supplier<Answer> call) {}

    @BeforeAll
    static void theForeignerAsksBeforeTheOtherHasAnything() {
        SystemStack stack = SystemStack.running();
        owner = stack.as("search-owner");
        foreigner = stack.as("search-foreigner");
        Pipeline own = new Pipeline(foreigner);
        own.ingest(IntStream.range(0, 5)
                .mapToObj(i -> line("eve" + i, "common", "seen " + i, "10.9.9." + i))
                .toList());
        own.awaitIndexed("*", 5);
        hunt = foreigner
                .post(
                        Service.SEARCH,
                        "/api/v1/siem/hunts",
                        "{\"name\":\"mine\",\"query\":\"message:seen\",\"time_range\":\"30d\"}")
                .expect(201)
                .path("hunt_id")
                .asText();
        operations().forEach(each -> before.put(each.name(), each.call().get()));
        Pipeline theirs = new Pipeline(owner);
        theirs.ingest(IntStream.range(0, 200)
                .mapToObj(i -> line(THEIRS + i, THEIRS + "_field", "only " + THEIRS + " " + i, "10.77." + i + ".1"))
                .toList());
        theirs.awaitIndexed("*", 200);
    }

    @TestFactory
    Stream<DynamicTest> answersAreTheSameWhateverTheOtherHas() {
        return operations().stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    Answer now = each.call().get();
                    Answer then = before.get(each.name());
                    assertThat(now.status())
                            .as(now.text())
                            .isEqualTo(then.status())
                            .isLessThan(500);
                    assertThat(steady(now)).isEqualTo(steady(then));
                }));
    }

    @TestFactory
    Stream<DynamicTest> theirWordsAnswerLikeNobodys() {
        return withWord(THEIRS).stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    Answer theirs = each.call().get();
                    Answer nobodys = withWord(NOBODYS).stream()
                            .filter(other -> other.name().equals(each.name()))
                            .findFirst()
                            .orElseThrow()
                            .call()
                            .get();
                    assertThat(theirs.status()).isEqualTo(nobodys.status());
                    assertThat(steady(theirs).replace(THEIRS, NOBODYS).replace(beginning(THEIRS), beginning(NOBODYS)))
                            .isEqualTo(steady(nobodys));
                }));
    }

    @TestFactory
    Stream<DynamicTest> theirIdsAnswerLikeRandomOnes() {
        String event = first(owner).path("event.id").asText();
        String hold = owner.post(Service.SEARCH, "/api/v1/siem/legal-holds", "{\"reason\":\"" + THEIRS + "\"}")
                .expect(201)
                .path("hold_id")
                .asText();
        String holds = "/api/v1/siem/legal-holds/";
        return Stream.of(
                        alike("an event", event, id -> foreigner.get(Service.SEARCH, "/api/v1/siem/logs/" + id)),
                        alike(
                                "the context of an event",
                                event,
                                id -> foreigner.get(Service.SEARCH, "/api/v1/siem/logs/" + id + "/context")),
                        alike("a hold", hold, id -> foreigner.get(Service.SEARCH, holds + id)),
                        alike(
                                "the release of a hold",
                                hold,
                                id -> foreigner.post(Service.SEARCH, holds + id + "/release", "{\"reason\":\"over\"}")))
                .flatMap(each -> each);
    }

    @TestFactory
    Stream<DynamicTest> theirCursorsAnswerLikeForgedOnes() {
        String cursor = owner.post(Service.SEARCH, SEARCH, "{\"query\":\"*\"," + IN_RANGE + ",\"max_results\":1}")
                .expect(200)
                .path("next_cursor")
                .asText();
        assertThat(cursor).isNotEmpty();
        return Stream.of(DynamicTest.dynamicTest("search", () -> {
            Answer theirs = next(cursor);
            assertThat(steady(theirs)).isEqualTo(steady(next("AAAA" + cursor.substring(4))));
            assertThat(theirs.status()).isEqualTo(400);
        }));
    }

    @TestFactory
    Stream<DynamicTest> listsHoldNothingOfTheOther() {
        owner.call(
                        Service.SEARCH,
                        "PUT",
                        "/api/v1/siem/retention",
                        "application/json",
                        "{\"default_days\":777}",
                        Map.of())
                .expect(200);
        return Stream.of(
                DynamicTest.dynamicTest(
                        "legal holds",
                        () -> assertThat(foreigner
                                        .get(Service.SEARCH, "/api/v1/siem/legal-holds")
                                        .expect(200)
                                        .path("items"))
                                .isEmpty()),
                DynamicTest.dynamicTest(
                        "retention",
                        () -> assertThat(foreigner
                                        .get(Service.SEARCH, "/api/v1/siem/retention")
                                        .expect(200)
                                        .path("version")
                                        .asInt())
                                .isZero()),
                DynamicTest.dynamicTest(
                        "marks of the topic of all tenants",
                        () -> foreigner
                                .get(Service.SEARCH, SEARCH + "/high-water")
                                .problem(403)));
    }

    @Test
    void aTailHoldsNothingOfTheOther() {
        String path = SEARCH + "/tail?query=" + encoded("*");
        try (Stream<String> lines = foreigner.apart().lines(Service.SEARCH, path)) {
            Iterator<String> tail = lines.iterator();
            List<String> seen = new ArrayList<>(List.of(tail.next()));
            new Pipeline(owner).ingest(List.of(now(THEIRS)));
            new Pipeline(foreigner).ingest(List.of(now("tailmark")));
            CompletableFuture.runAsync(() -> readTo("tailmark", tail, seen))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            assertThat(String.join("\n", seen)).doesNotContain(THEIRS);
        }
    }

    private static void readTo(String word, Iterator<String> lines, List<String> seen) {
        String line = "";
        while (!line.contains(word)) {
            line = lines.next();
            seen.add(line);
        }
    }

    private static String now(String user) {
        return "{\"@timestamp\":\"%s\",\"user.name\":\"%s\"}".formatted(Instant.now(), user);
    }

    /** Every operation that looks at events, over everything. */
    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        get(operations, "search by address", SEARCH + "?query=*&max_results=50&" + RANGE);
        get(operations, "fields", SEARCH + "/fields?" + RANGE);
        get(operations, "suggest fields", SEARCH + "/suggest?prefix=&" + RANGE);
        get(operations, "suggest values", SEARCH + "/suggest?field=user.name&prefix=&" + RANGE);
        get(operations, "export lines", SEARCH + "/export?format=ndjson&query=*&" + RANGE);
        get(operations, "export a table", SEARCH + "/export?format=csv&fields=user.name,message&query=*&" + RANGE);
        post(operations, "search", SEARCH, "{\"query\":\"*\"," + IN_RANGE + ",\"max_results\":50}");
        post(
                operations,
                "search oldest first",
                SEARCH,
                "{\"query\":\"*\"," + IN_RANGE + ",\"sort\":\"@timestamp:asc\"}");
        post(operations, "search a page", SEARCH, "{\"query\":\"*\"," + IN_RANGE + ",\"max_results\":2}");
        post(operations, "histogram", SEARCH + "/histogram", "{\"query\":\"*\"," + IN_RANGE + ",\"interval\":\"1d\"}");
        post(
                operations,
                "facets",
                SEARCH + "/facets",
                "{\"query\":\"*\"," + IN_RANGE + ",\"fields\":[\"user.name\",\"source.ip\",\"watchfloor.tenant\"]}");
        post(operations, REFUSED, SEARCH, "{\"query\":\"user.name:(\"," + IN_RANGE + "}");
        operations.add(new Operation(
                "run a hunt", () -> foreigner.post(Service.SEARCH, "/api/v1/siem/hunts/" + hunt + "/run", "{}")));
        get(operations, "hunts", "/api/v1/siem/hunts");
        return operations;
    }

    /** Operations that name what only one tenant has. */
    private static List<Operation> withWord(String word) {
        List<Operation> operations = new ArrayList<>();
        String field = word + "_field";
        post(operations, "a value", SEARCH, "{\"query\":\"message:" + word + "\"," + IN_RANGE + "}");
        post(operations, "any value", SEARCH, "{\"query\":\"*" + word + "*\"," + IN_RANGE + "}");
        post(operations, "a field", SEARCH, "{\"query\":\"_exists_:" + field + "\"," + IN_RANGE + "}");
        post(
                operations,
                "a tenant",
                SEARCH,
                "{\"query\":\"watchfloor.tenant:search-owner OR " + word + "\"," + IN_RANGE + "}");
        post(
                operations,
                "facets",
                SEARCH + "/facets",
                "{\"query\":\"*\"," + IN_RANGE + ",\"fields\":[\"" + field + "\"]}");
        post(operations, "histogram", SEARCH + "/histogram", "{\"query\":\"" + word + "\"," + IN_RANGE + "}");
        get(operations, "suggest a field", SEARCH + "/suggest?prefix=" + beginning(word) + "&" + RANGE);
        get(operations, "suggest a value", SEARCH + "/suggest?field=user.name&prefix=" + beginning(word) + "&" + RANGE);
        get(operations, "suggest of a field", SEARCH + "/suggest?field=" + field + "&prefix=&" + RANGE);
        get(operations, "fields that begin so", SEARCH + "/fields?prefix=" + beginning(word) + "&" + RANGE);
        get(
                operations,
                "export",
                SEARCH + "/export?format=csv&fields=user.name,message&query=" + encoded("*" + word + "*") + "&"
                        + RANGE);
        return operations;
    }

    private static void get(List<Operation> operations, String name, String path) {
        operations.add(new Operation(name, () -> foreigner.get(Service.SEARCH, path)));
    }

    private static void post(List<Operation> operations, String name, String path, String body) {
        operations.add(new Operation(name, () -> foreigner.post(Service.SEARCH, path, body)));
    }

    private interface Call {
        Answer on(String id);
    }

    private static Stream<DynamicTest> alike(String name, String id, Call call) {
        return Stream.of(DynamicTest.dynamicTest(name, () -> {
            String random = UUID.randomUUID().toString();
            Answer theirs = call.on(id);
            Answer nobodys = call.on(random);
            assertThat(theirs.status()).isEqualTo(404);
            assertThat(steady(theirs).replace(id, "ID"))
                    .isEqualTo(steady(nobodys).replace(random, "ID"));
        }));
    }

    private static Answer next(String cursor) {
        return foreigner.post(
                Service.SEARCH,
                SEARCH,
                "{\"query\":\"*\"," + IN_RANGE + ",\"max_results\":1,\"cursor\":\"" + cursor + "\"}");
    }

    private static JsonNode first(Client client) {
        return new Pipeline(client).search("*", 1).path("events").path(0);
    }

    /** The answer without what is of the moment. */
    private static String steady(Answer answer) {
        return answer.body().isMissingNode()
                ? answer.text()
                : strip(answer.body()).toString();
    }

    private static JsonNode strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_MOMENT);
        }
        node.forEach(child -> strip(child));
        return node;
    }

    private static String line(String user, String field, String message, String address) {
        return "{\"@timestamp\":\"%s\",\"user.name\":\"%s\",\"%s\":\"%s\",\"message\":\"%s\",\"source.ip\":\"%s\"}"
                .formatted(START, user, field, user, message, address);
    }

    private static String beginning(String word) {
        return word.substring(0, 5);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
