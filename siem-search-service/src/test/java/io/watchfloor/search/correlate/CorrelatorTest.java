package io.watchfloor.search.correlate;

import static io.watchfloor.search.correlate.Events.NOON;
import static io.watchfloor.search.correlate.Events.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelatorTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final List<String> DEFAULT = CorrelationFields.DEFAULT;

    private final Events events = new Events();

    @Test
    void eventsOfTheSameUserAreRelatedAndOthersAreNot() {
        UUID given = events.add(0, "user.name", "ana");
        UUID same = events.add(60, "user.name", "ANA");
        events.add(61, "user.name", "bob");
        Correlation found = events.correlate(DEFAULT, within(QUARTER), given);
        assertThat(ids(found)).containsExactly(same);
        assertThat(found.related().getFirst().shared())
                .containsExactly(new Sighting(new Indicator("user", "ana"), "user.name", "ANA"));
        assertThat(found.related().getFirst().depth()).isEqualTo(1);
    }

    @Test
    void theWindowIsOfEventTimeAndReachesBothWays() {
        UUID given = events.add(0, "user.name", "ana");
        UUID before = events.add(-899, "user.name", "ana");
        UUID after = events.add(899, "user.name", "ana");
        UUID border = events.add(900, "user.name", "ana");
        events.add(901, "user.name", "ana");
        events.add(-901, "user.name", "ana");
        events.addAt(NOON.plusSeconds(900).plusMillis(1), "user.name", "ana");
        assertThat(ids(events.correlate(DEFAULT, within(QUARTER), given)))
                .containsExactlyInAnyOrder(before, after, border);
    }

    @Test
    void eachOfSeveralGivenEventsHasAWindowOfItsOwn() {
        UUID first = events.add(0, "user.name", "ana");
        UUID second = events.add(36_000, "user.name", "bob");
        UUID bob = events.add(36_100, "user.name", "bob");
        // Ana's value in Bob's window.
        events.add(36_050, "user.name", "ana");
        assertThat(ids(events.correlate(DEFAULT, within(QUARTER), first, second)))
                .containsExactly(bob);
    }

    @Test
    void anAddressIsOneWhetherSourceOrDestination() {
        UUID given = events.add(0, "destination.ip", "203.0.113.7");
        UUID reply = events.add(1, "source.ip", "203.0.113.7");
        assertThat(ids(events.correlate(DEFAULT, within(QUARTER), given))).containsExactly(reply);
        assertThat(ids(events.correlate(List.of("dst_ip"), within(QUARTER), given)))
                .isEmpty();
    }

    @Test
    void aHashIsOneInWhicheverFieldItStands() {
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        UUID given = events.add(0, "process.hash.sha256", hash.toUpperCase(java.util.Locale.ROOT));
        UUID file = events.add(1, "file.hash.sha256", hash);
        assertThat(ids(events.correlate(DEFAULT, within(QUARTER), given))).containsExactly(file);
    }

    @Test
    void aHostIsOneByItsFullAndItsShortName() {
        UUID given = events.add(0, "host.name", "WS6.corp.example");
        UUID shortName = events.add(1, "host.name", "ws6");
        UUID fullName = events.add(2, "host.name", "ws6.corp.example");
        events.add(3, "host.name", "ws66.corp.example");
        assertThat(ids(events.correlate(List.of("host"), within(QUARTER), given)))
                .containsExactlyInAnyOrder(shortName, fullName);
        UUID address = events.add(4, "host.name", "10.1.2.3");
        events.add(5, "host.name", "10.9.9.9");
        assertThat(ids(events.correlate(List.of("host"), within(QUARTER), address)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "", "127.0.0.1", "::1", "0.0.0.0"})
    void valuesThatSayNothingRelateNothing(String nothing) {
        UUID given = events.add(0, "source.ip", nothing);
        events.add(1, "source.ip", nothing);
        assertThat(ids(events.correlate(DEFAULT, within(QUARTER), given))).isEmpty();
    }

    @Test
    void depthGoesOverOtherEvents() {
        UUID given = events.add(0, "user.name", "ana");
        UUID bridge = events.add(10, "user.name", "ana", "source.ip", "198.51.100.9");
        UUID far = events.add(20, "source.ip", "198.51.100.9", "user.name", "bob");
        UUID farther = events.add(30, "user.name", "bob");
        assertThat(ids(events.correlate(DEFAULT, new CorrelationLimits(QUARTER, 1, 100, 1_000), given)))
                .containsExactly(bridge);
        Correlation two = events.correlate(DEFAULT, new CorrelationLimits(QUARTER, 2, 100, 1_000), given);
        assertThat(ids(two)).containsExactly(bridge, far);
        assertThat(two.related()).extracting(RelatedEvent::depth).containsExactly(1, 2);
        assertThat(ids(events.correlate(DEFAULT, new CorrelationLimits(QUARTER, 3, 100, 1_000), given)))
                .containsExactly(bridge, far, farther);
    }

    @Test
    void aValueOfTooManyEventsIsAHubAndLeadsNowhere() {
        UUID given = events.add(0, "user.name", "system", "source.ip", "198.51.100.9");
        IntStream.range(0, 11).forEach(i -> events.add(i, "user.name", "system"));
        UUID other = events.add(100, "user.name", "system", "source.ip", "198.51.100.9");
        Correlation found = events.correlate(DEFAULT, new CorrelationLimits(QUARTER, 1, 100, 10), given);
        assertThat(ids(found)).containsExactly(other);
        assertThat(found.hubs()).containsExactly(new Hub(new Indicator("user", "system"), 11));
        assertThat(found.related().getFirst().shared())
                .extracting(Sighting::indicator)
                .containsExactly(new Indicator("ip", "198.51.100.9"));
    }

    @Test
    void rareIndicatorsComeFirst() {
        UUID given = events.add(0, "user.name", "ana", "source.ip", "198.51.100.9");
        IntStream.range(1, 9).forEach(i -> events.add(i, "user.name", "ana"));
        UUID rare = events.add(500, "source.ip", "198.51.100.9");
        UUID both = events.add(600, "source.ip", "198.51.100.9", "user.name", "ana");
        Correlation found = events.correlate(DEFAULT, new CorrelationLimits(QUARTER, 1, 2, 1_000), given);
        assertThat(ids(found)).containsExactly(both, rare);
        assertThat(found.leftOut()).isEqualTo(8);
    }

    @Test
    void nothingIsRelatedToAnEventWithoutIndicators() {
        UUID given = events.add(0, "message", "started");
        events.add(1, "message", "started");
        Correlation found = events.correlate(DEFAULT, within(QUARTER), given);
        assertThat(found.related()).isEmpty();
        assertThat(found.given()).hasSize(1);
    }

    @Test
    void anyFieldCanBeComparedByItsName() {
        UUID given = events.add(0, "service.name", "Updater");
        UUID same = events.add(1, "service.name", "updater");
        assertThat(ids(events.correlate(List.of("service.name"), within(QUARTER), given)))
                .containsExactly(same);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsFoundIsWhatAComparisonOfAllEventsFinds(long seed) {
        UUID[] given = given(new Random(seed));
        Correlation found = events.correlate(DEFAULT, within(QUARTER), given);
        assertThat(ids(found))
                .as("seed %s", seed)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(events.sharing(QUARTER, given));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inWhichPortionsEventsAreToldDoesNotMatter(long seed) {
        Random random = new Random(seed);
        UUID[] given = given(random);
        CorrelationLimits limits = new CorrelationLimits(QUARTER, 1 + random.nextInt(3), 1_000, 8);
        Correlation whole = events.correlate(DEFAULT, limits, given);
        assertThat(events.correlate(DEFAULT, limits, 1 + random.nextInt(20), given))
                .as("seed %s", seed)
                .isEqualTo(whole);
        assertThat(whole.related())
                .as("seed %s", seed)
                .allSatisfy(one -> assertThat(one.shared()).isNotEmpty());
        assertThat(ids(whole)).as("seed %s", seed).doesNotHaveDuplicates().doesNotContain(given);
    }

    /** Three of very many events. */
    private UUID[] given(Random random) {
        List<UUID> ids = IntStream.range(0, 300)
                .mapToObj(i -> events.add(
                        random.nextInt(4_000),
                        "user.name",
                        "u" + random.nextInt(40),
                        random.nextBoolean() ? "source.ip" : "destination.ip",
                        "198.51.100." + random.nextInt(60)))
                .toList();
        return ids.subList(0, 3).toArray(UUID[]::new);
    }

    private static List<UUID> ids(Correlation correlation) {
        return correlation.related().stream().map(one -> one.event().id()).toList();
    }
}
