package io.watchfloor.systemtest;

import static io.watchfloor.systemtest.SearchOperations.SEARCH;
import static io.watchfloor.systemtest.SearchOperations.beginning;
import static io.watchfloor.systemtest.SearchOperations.encoded;
import static io.watchfloor.systemtest.SearchOperations.steady;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a tenant is answered does not depend on what another one has: every operation of search is asked before the other has any events
 * and again after, and answers the same; the other's ids, cursors and words answer like ones that never were.
 */
class SearchIsolationIT {
    private static final Instant START = Instant.now().minusSeconds(600);
    private static final Instant END = START.plusSeconds(60);
    /** Stands in names and values of fields that the other tenant alone has; as is {@link #NOBODYS} in nobody's. */
    private static final String THEIRS = "pelikanwagen";

    private static final String NOBODYS = "schwanenzaun";
    /** In the topic of all tenants. */
    private static final String PLACE = "watchfloor.sequence";

    private static final String HUNTS = "/api/v1/siem/hunts";
    private static final String HOLDS = "/api/v1/siem/legal-holds";
    private static final String LOGS = "/api/v1/siem/logs/";
    private static final String EVERYTHING = "{\"query\":\"*\",\"time_range\":\"30d\"%s}";

    private static Client owner;
    private static Client foreigner;
    private static final Map<String, Supplier<Answer>> operations = new LinkedHashMap<>();
    private static final Map<String, Answer> before = new LinkedHashMap<>();

    @BeforeAll
    static void theForeignerAsksBeforeTheOtherHasAnything() {
        SystemStack stack = SystemStack.running();
        owner = stack.as("search-owner");
        foreigner = stack.as("search-foreigner");
        store(foreigner, 5, "common");
        operations.putAll(SearchOperations.overAll(foreigner, END));
        String hunt = hunt(foreigner, "mine");
        operations.put("run a hunt", () -> foreigner.post(Service.SEARCH, HUNTS + "/" + hunt + "/run", "{}"));
        // Behind the run, which it tells of.
        operations.put("hunts", () -> get(HUNTS));
        String event = event(foreigner);
        operations.put("an event", () -> foreigner.get(Service.SEARCH, LOGS + event));
        operations.put(
                "the context of an event",
                () -> foreigner.get(Service.SEARCH, LOGS + event + "/context?before=100&after=100"));
        operations.forEach((name, call) -> before.put(name, call.get()));
        store(owner, 200, THEIRS);
    }

    /** Events of the same host and time, whoever has them. */
    private static void store(Client client, int events, String word) {
        Pipeline pipeline = new Pipeline(client);
        pipeline.ingest(IntStream.range(0, events)
                .mapToObj(i -> """
                        {"@timestamp":"%s","host.name":"shared","user.name":"%s","%s":"%s","message":"seen %s %d",\
                        "source.ip":"10.77.%d.1"}""".formatted(START, word + i, SearchOperations.field(word), word + i, word, i, i))
                .toList());
        pipeline.awaitIndexed("*", events);
    }

    private static String hunt(Client client, String name) {
        return client.post(
                        Service.SEARCH,
                        HUNTS,
                        "{\"name\":\"" + name + "\",\"query\":\"message:seen\",\"time_range\":\"30d\"}")
                .expect(201)
                .path("hunt_id")
                .asText();
    }

    private static String event(Client client) {
        return new Pipeline(client).search("*", 1).at("/events/0/event.id").asText();
    }

    @TestFactory
    Stream<DynamicTest> answersAreTheSameWhateverTheOtherHas() {
        return operations.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Answer now = each.getValue().get();
                    Answer then = before.get(each.getKey());
                    assertThat(now.status())
                            .as(now.text())
                            .isEqualTo(then.status())
                            .isLessThan(500);
                    assertThat(steady(now)).isEqualTo(steady(then));
                    assertThat(now.text()).doesNotContain(PLACE);
                }));
    }

    /** Services are shown it, so the answers above could hold it. */
    @Test
    void servicesAreShownWhereEventsAre() {
        Client service = SystemStack.running().as("search-foreigner", "service");
        Answer found = service.post(Service.SEARCH, SEARCH, EVERYTHING.formatted(""));
        assertThat(found.expect(200).at("/events/0/watchfloor.sequence").asText())
                .matches("\\d+:\\d+");
        post(SEARCH, EVERYTHING.formatted(",\"fields\":[\"" + PLACE + "\"]")).problem(400);
        post(SEARCH, EVERYTHING.replace("*", "_exists_:" + PLACE).formatted("")).problem(400);
    }

    @TestFactory
    Stream<DynamicTest> theirWordsAnswerLikeNobodys() {
        Map<String, Supplier<Answer>> nobodys = SearchOperations.withWord(foreigner, END, NOBODYS);
        return SearchOperations.withWord(foreigner, END, THEIRS).entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Answer theirs = each.getValue().get();
                    Answer nobody = nobodys.get(each.getKey()).get();
                    assertThat(theirs.status()).as(theirs.text()).isEqualTo(nobody.status());
                    assertThat(steady(theirs).replace(THEIRS, NOBODYS).replace(beginning(THEIRS), beginning(NOBODYS)))
                            .isEqualTo(steady(nobody));
                }));
    }

    @TestFactory
    Stream<DynamicTest> theirIdsAnswerLikeRandomOnes() {
        String event = event(owner);
        String hold = owner.post(Service.SEARCH, HOLDS, "{\"reason\":\"" + THEIRS + "\"}")
                .expect(201)
                .path("hold_id")
                .asText();
        String hunt = hunt(owner, THEIRS);
        String job = SearchOperations.ended(owner, EVERYTHING.formatted(""));
        String jobs = job.substring(0, job.lastIndexOf('/') + 1);
        String own = job.substring(jobs.length());
        return Stream.of(
                alike("an event", event, id -> get(LOGS + id)),
                alike("the context of an event", event, id -> get(LOGS + id + "/context")),
                alike("a hold", hold, id -> get(HOLDS + "/" + id)),
                alike("the release of a hold", hold, id -> post(HOLDS + "/" + id + "/release", "{\"reason\":\"x\"}")),
                alike("a hunt", hunt, id -> get(HUNTS + "/" + id)),
                alike("the run of a hunt", hunt, id -> post(HUNTS + "/" + id + "/run", "{}")),
                alike("the runs of a hunt", hunt, id -> get(HUNTS + "/" + id + "/runs")),
                alike("a job", own, id -> get(jobs + id)),
                alike("the results of a job", own, id -> get(jobs + id + "/results")),
                alike("the end of a job", own, id -> foreigner.delete(Service.SEARCH, jobs + id)),
                alike("a search that runs", own, id -> foreigner.delete(Service.SEARCH, SEARCH + "/" + id)));
    }

    private static DynamicTest alike(String name, String id, Function<String, Answer> call) {
        return DynamicTest.dynamicTest(name, () -> {
            String random = UUID.randomUUID().toString();
            Answer theirs = call.apply(id);
            Answer nobodys = call.apply(random);
            assertThat(theirs.status()).as(theirs.text()).isEqualTo(404);
            assertThat(steady(theirs).replace(id, "ID"))
                    .isEqualTo(steady(nobodys).replace(random, "ID"));
        });
    }

    @TestFactory
    Stream<DynamicTest> theirCursorsAnswerLikeForgedOnes() {
        hunt(owner, "one");
        hunt(owner, "another");
        String hunts = cursor(owner.get(Service.SEARCH, HUNTS + "?limit=1"));
        String page = cursor(owner.post(Service.SEARCH, SEARCH, EVERYTHING.formatted(",\"max_results\":1")));
        String theirs = SearchOperations.ended(owner, EVERYTHING.formatted(""));
        String results = cursor(owner.get(Service.SEARCH, theirs + "/results?limit=1"));
        String own = SearchOperations.ended(foreigner, EVERYTHING.formatted(""));
        return Stream.of(
                refused(
                        "search",
                        page,
                        cursor ->
                                post(SEARCH, EVERYTHING.formatted(",\"max_results\":1,\"cursor\":\"" + cursor + "\""))),
                refused("hunts", hunts, cursor -> get(HUNTS + "?limit=1&cursor=" + cursor)),
                refused("results of a job", results, cursor -> get(own + "/results?limit=1&cursor=" + cursor)));
    }

    private static String cursor(Answer answer) {
        String cursor = answer.expect(200).path("next_cursor").asText();
        assertThat(cursor).isNotEmpty();
        return cursor;
    }

    private static DynamicTest refused(String name, String cursor, Function<String, Answer> call) {
        return DynamicTest.dynamicTest(name, () -> {
            Answer theirs = call.apply(cursor);
            assertThat(theirs.status()).as(theirs.text()).isEqualTo(400);
            assertThat(steady(theirs)).isEqualTo(steady(call.apply("AAAA" + cursor.substring(4))));
        });
    }

    /** A cursor carries how much of all tenants is stored: nobody is to read it. */
    @Test
    void cursorsCannotBeRead() {
        Answer page = foreigner.post(Service.SEARCH, SEARCH, EVERYTHING.formatted(",\"max_results\":1"));
        byte[] content = Base64.getUrlDecoder().decode(cursor(page));
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("search-foreigner", "scope");
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
        hunt(owner, THEIRS + " of all");
        String job = SearchOperations.ended(owner, EVERYTHING.formatted(""));
        String id = job.substring(job.lastIndexOf('/') + 1);
        return Stream.of(
                DynamicTest.dynamicTest(
                        "legal holds", () -> assertThat(items(HOLDS)).isEmpty()),
                DynamicTest.dynamicTest("hunts", () -> assertThat(items(HUNTS)).hasSize(1)),
                DynamicTest.dynamicTest(
                        "jobs",
                        () -> assertThat(items(SEARCH + "/jobs"))
                                .extracting(each -> each.path("job_id").asText())
                                .isNotEmpty()
                                .doesNotContain(id)),
                DynamicTest.dynamicTest(
                        "retention",
                        () -> assertThat(get("/api/v1/siem/retention")
                                        .expect(200)
                                        .path("version")
                                        .asInt())
                                .isZero()),
                DynamicTest.dynamicTest(
                        "marks of the topic of all tenants",
                        () -> get(SEARCH + "/high-water").problem(403)));
    }

    private static List<JsonNode> items(String path) {
        return new Pipeline(foreigner).items(Service.SEARCH, path);
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
            assertThat(String.join("\n", seen)).doesNotContain(THEIRS, PLACE);
            assertThat(seen)
                    .filteredOn(line -> line.startsWith("id:"))
                    .isNotEmpty()
                    .noneMatch(line -> line.matches("id:\\s*\\d+:\\d+.*"));
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

    private static Answer get(String path) {
        return foreigner.get(Service.SEARCH, path);
    }

    private static Answer post(String path, String body) {
        return foreigner.post(Service.SEARCH, path, body);
    }
}
