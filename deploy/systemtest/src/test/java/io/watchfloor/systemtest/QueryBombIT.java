package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.watchfloor.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Costly requests end soon, refused or answered as far as it went, and the service lives on in its small heap. {@code -Dbombs=true} is for
 * all shapes over more events and a hundred at once, {@code -Dbombs.events=300000} makes them costlier. What they do to another tenant's
 * search is printed; {@code -Dbombs.latency=true} asserts it.
 */
class QueryBombIT {
    private static final boolean ALL = Boolean.getBoolean("bombs");
    private static final int EVENTS = Integer.getInteger("bombs.events", ALL ? 10_000 : 2_000);
    private static final boolean ASSERT_LATENCY = Boolean.getBoolean("bombs.latency");
    private static final int CHUNK = 500;
    private static final int AT_ONCE = ALL ? 100 : 20;
    /** In every build, on whatever machine, twice as long: it is shown that they end. */
    private static final Duration LIMIT = Duration.ofSeconds(ALL ? 10 : 20);

    private static final String PLAIN = "/api/v1/siem/search?query=user.name:user7&time_range=30d&max_results=20";

    /** What came of each, one at a time and all at once. */
    private static final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    private static Client bomber;
    private static Client bystander;
    private static String pid;

    @BeforeAll
    static void bothHaveEvents() throws IOException {
        SystemStack stack = SystemStack.running();
        bomber = stack.as("bomber").apart();
        bystander = stack.as("bystander").apart();
        fill(bomber, EVENTS);
        fill(bystander, 2_000);
        pid = pid();
    }

    static Stream<Bombs.Bomb> bombs() {
        return (ALL ? Bombs.all() : Bombs.few()).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void endsSoon(Bombs.Bomb bomb) {
        Outcome outcome = drop(bomb);
        outcomes.add(outcome);
        assertThat(outcome.took()).as("%s", outcome).isLessThan(LIMIT);
        requireSensible(outcome);
    }

    @Test
    void thereAreSixtyOrMore() {
        assertThat(Bombs.all())
                .extracting(Bombs.Bomb::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void aHundredAtOnceEndAndOthersAreServed() throws Exception {
        List<Bombs.Bomb> bombs = bombs().toList();
        double before = median(Duration.ofSeconds(2));
        List<Outcome> ended = new ArrayList<>();
        double during;
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> dropped = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> crowd.submit(() -> drop(bombs.get(i % bombs.size()))))
                    .toList();
            during = median(Duration.ofSeconds(6));
            for (Future<Outcome> each : dropped) {
                ended.add(each.get());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "system test: %d bombs at once over %d events: %s, slowest %s; another tenant's search %.1f ms before, %.1f ms"
                        + " meanwhile, %.1fx%n",
                AT_ONCE,
                EVENTS,
                statuses(ended),
                slowest(ended, 1),
                before,
                during,
                during / before);
        ended.forEach(QueryBombIT::requireSensible);
        assertThat(ended)
                .allSatisfy(each -> assertThat(each.took()).as("%s", each).isLessThan(LIMIT));
        if (ASSERT_LATENCY) {
            assertThat(during).isLessThan(2 * before);
        }
    }

    @AfterAll
    static void theServiceLives() throws IOException {
        bystander.get(Service.SEARCH, PLAIN).expect(200);
        assertThat(pid()).isEqualTo(pid);
        String process = pid.split(" ", 2)[0];
        assertThat(ProcessHandle.of(Long.parseLong(process)).map(ProcessHandle::isAlive))
                .contains(true);
        System.out.printf(
                "system test: bombs over %d events: slowest %s; memory of the service %s%n",
                EVENTS, slowest(outcomes, 8), memory(process));
        assertThat(Files.readString(SystemStack.running().spec(Service.SEARCH).log()))
                .doesNotContain("OutOfMemoryError", "StackOverflowError");
    }

    private record Outcome(String bomb, int status, Duration took, String start) {}

    private static Outcome drop(Bombs.Bomb bomb) {
        Instant begin = Instant.now();
        Answer answer = bomb.body() == null
                ? bomber.get(Service.SEARCH, bomb.path())
                : bomber.post(Service.SEARCH, bomb.path(), bomb.body());
        return new Outcome(
                bomb.name(),
                answer.status(),
                Duration.between(begin, Instant.now()),
                answer.text().substring(0, Math.min(200, answer.text().length())));
    }

    /** An answer, or a refusal that is the caller's fault. */
    private static void requireSensible(Outcome outcome) {
        assertThat(outcome.status()).as("%s", outcome).matches(status -> status == 200 || status / 100 == 4);
        assertThat(outcome.status()).as("%s", outcome).isNotIn(401, 403);
    }

    private static TreeMap<Integer, Integer> statuses(List<Outcome> outcomes) {
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        outcomes.forEach(each -> statuses.merge(each.status(), 1, Integer::sum));
        return statuses;
    }

    private static String slowest(List<Outcome> of, int most) {
        return of.stream()
                .sorted(Comparator.comparing(Outcome::took).reversed())
                .limit(most)
                .map(each -> each.bomb() + " " + each.took().toMillis() + " ms")
                .collect(Collectors.joining(", "));
    }

    /** The largest it ever was, where the system tells. */
    private static String memory(String process) throws IOException {
        Path status = Path.of("/proc", process, "status");
        return Files.exists(status)
                ? Files.readString(status)
                        .lines()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> line.substring(6).strip())
                        .collect(Collectors.joining())
                : "unknown";
    }

    /** Milliseconds of the plain search, asked again and again for so long. */
    private static double median(Duration time) {
        Instant end = Instant.now().plus(time);
        List<Long> took = new ArrayList<>();
        while (Instant.now().isBefore(end) || took.size() < 5) {
            long begin = System.nanoTime();
            bystander.get(Service.SEARCH, PLAIN).expect(200);
            took.add(System.nanoTime() - begin);
        }
        long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow() / 1e6;
    }

    private static void fill(Client client, int events) {
        Pipeline pipeline = new Pipeline(client);
        Random random = new Random(events);
        Instant now = Instant.now();
        for (int from = 0; from < events; from += CHUNK) {
            int first = from;
            pipeline.ingest(IntStream.range(first, first + CHUNK)
                    .mapToObj(i -> line(random, now.minusMillis(i * 400L), i))
                    .toList());
        }
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        !pipeline.search("event.sequence:0", 1).path("events").isEmpty()
                                && !pipeline.search("event.sequence:" + (events - 1), 1)
                                        .path("events")
                                        .isEmpty());
    }

    private static String line(Random random, Instant at, int number) {
        return """
                {"@timestamp":"%s","event.sequence":%d,"session.id":"%016x%016x","user.name":"user%d","host.name":"host%d",\
                "source.ip":"10.%d.%d.%d","message":"%s"}""".formatted(
                        at,
                        number,
                        random.nextLong(),
                        random.nextLong(),
                        random.nextInt(50),
                        number % 20,
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(256),
                        words(random, number % 100 == 0 ? 600 : 12));
    }

    private static String words(Random random, int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(Long.toString(random.nextLong(1L << 40), 36)).append(i % 5 == 4 ? ". " : " ");
        }
        return words.toString().strip();
    }

    private static String pid() throws IOException {
        return Files.readString(SystemStack.running().spec(Service.SEARCH).pidFile())
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
    }
}
