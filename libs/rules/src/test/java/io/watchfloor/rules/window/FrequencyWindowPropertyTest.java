package io.watchfloor.rules.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.window.Oracle.Due;
import io.watchfloor.rules.window.Oracle.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random groups against the {@link Oracle}. The seed of a failure is its display name; more: {@code -Dwatchfloor.seeds=N}. */
class FrequencyWindowPropertyTest {

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("watchfloor.seeds", 400));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfArrivalGivesTheBurstsMembersAndEscalationsOfTheDefinition(long seed) {
        Scenario scenario = new Scenario(new Random(seed));
        Run run = new Run(scenario);
        scenario.arrivals.forEach(run::arrive);
        run.check();
        assertThat(run.grown).as("each member is added once").hasSize(new HashSet<>(run.grown).size());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void redeliveryFromAnyPointRepeatsWhatWasLost(long seed) {
        Random random = new Random(seed);
        Scenario scenario = new Scenario(random);
        Run run = new Run(scenario);
        int crash = random.nextInt(scenario.arrivals.size());
        int committed = random.nextInt(crash + 1);
        scenario.arrivals.subList(0, committed).forEach(run::arrive);
        run.emits = false;
        scenario.arrivals.subList(committed, crash).forEach(run::arrive);
        run.log.losesBursts = random.nextBoolean();
        run.arrive(scenario.arrivals.get(crash));
        run.log.losesBursts = false;
        run.emits = true;
        scenario.arrivals.subList(committed, scenario.arrivals.size()).forEach(run::arrive);
        run.check();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void duplicatesChangeNothing(long seed) {
        Random random = new Random(seed);
        Scenario scenario = new Scenario(random);
        Run run = new Run(scenario);
        for (Object arrival : scenario.arrivals) {
            run.arrive(arrival);
            run.arrive(scenario.arrivals.get(random.nextInt(scenario.arrivals.size())));
        }
        run.check();
    }

    /** Clumped hits and follow-ups in a shuffled order; some at equal times. */
    private static final class Scenario {
        final Oracle definition;
        final List<Hit> hits = new ArrayList<>();
        final List<FollowUp> followUps = new ArrayList<>();
        final List<Object> arrivals = new ArrayList<>();

        Scenario(Random random) {
            int window = 1 + random.nextInt(30);
            definition = new Oracle(
                    Duration.ofMillis(window),
                    1 + random.nextInt(6),
                    List.of(Duration.ofMillis(1 + random.nextInt(40)), Duration.ofMillis(1 + random.nextInt(10))));
            long time = 1_000;
            int count = 1 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                time += random.nextInt(4) == 0 ? random.nextInt(2 * window + 1) : random.nextInt(window / 4 + 1);
                hits.add(new Hit(time, "h" + random.nextInt(10) + "-" + i));
                if (random.nextInt(5) == 0) {
                    long later = time + random.nextInt(20) - 3;
                    followUps.add(new FollowUp(later, "f" + i, random.nextInt(2)));
                }
            }
            arrivals.addAll(hits);
            arrivals.addAll(followUps);
            if (random.nextInt(4) > 0) {
                Collections.shuffle(arrivals, random);
            } else {
                arrivals.sort((a, b) -> Long.compare(timeOf(a), timeOf(b)));
            }
        }

        private static long timeOf(Object arrival) {
            return arrival instanceof Hit hit ? hit.timeMs() : ((FollowUp) arrival).timeMs();
        }
    }

    private static final class Run {
        final Scenario scenario;
        final CrashingLog log = new CrashingLog();
        final FrequencyWindow window;
        final List<Hit> grown = new ArrayList<>();
        final List<Outcome.Escalation> escalated = new ArrayList<>();
        boolean emits = true;

        Run(Scenario scenario) {
            this.scenario = scenario;
            Oracle definition = scenario.definition;
            window = new FrequencyWindow(definition.window(), definition.threshold(), definition.timeAfter());
        }

        void arrive(Object arrival) {
            Outcome outcome =
                    arrival instanceof Hit hit ? window.onHit(log, hit) : window.onFollowUp(log, (FollowUp) arrival);
            if (!emits) {
                return;
            }
            if (outcome.growth() != null) {
                grown.addAll(outcome.growth().members());
            }
            escalated.addAll(outcome.escalations());
        }

        void check() {
            List<Found> expected = scenario.definition.bursts(scenario.hits);
            assertThat(log.bursts())
                    .isEqualTo(expected.stream().map(Found::burst).toList());
            Set<Hit> members = new TreeSet<>();
            expected.forEach(found -> members.addAll(found.members()));
            assertThat(new TreeSet<>(grown)).isEqualTo(members);
            Map<Hit, String> firstMember = Oracle.firstMemberByHit(expected);
            Set<Due> due = new HashSet<>();
            for (Outcome.Escalation escalation : escalated) {
                assertThat(escalation.members()).hasSizeGreaterThanOrEqualTo(scenario.definition.threshold());
                due.add(new Due(firstMember.get(escalation.burst().first()), escalation.followUp()));
            }
            assertThat(due).isEqualTo(scenario.definition.due(scenario.hits, scenario.followUps));
        }
    }

    /** A log whose last write of a burst can be lost, as a process that dies between two writes loses it. */
    private static final class CrashingLog implements GroupLog {
        private final MemoryGroupLog log = new MemoryGroupLog(1_000);
        boolean losesBursts;

        List<Burst> bursts() {
            return log.bursts();
        }

        @Override
        public boolean add(Hit hit) {
            return log.add(hit);
        }

        @Override
        public boolean add(FollowUp followUp) {
            return log.add(followUp);
        }

        @Override
        public List<Hit> hits(long fromMs, long toMs) {
            return log.hits(fromMs, toMs);
        }

        @Override
        public List<Hit> latestHits(long fromMs, long toMs, int limit) {
            return log.latestHits(fromMs, toMs, limit);
        }

        @Override
        public List<FollowUp> followUps(long fromMs, long toMs) {
            return log.followUps(fromMs, toMs);
        }

        @Override
        public List<Burst> bursts(long fromMs, long toMs) {
            return log.bursts(fromMs, toMs);
        }

        @Override
        public void replace(List<Burst> absorbed, Burst by) {
            if (!losesBursts) {
                log.replace(absorbed, by);
            }
        }
    }
}
