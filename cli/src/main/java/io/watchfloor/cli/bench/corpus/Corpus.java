package io.watchfloor.cli.bench.corpus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Events of seven days in the order of their arrival. Event {@code n} is the same whenever the plan and the samples are, whatever was
 * asked for before. Safe for several threads.
 */
public final class Corpus {
    /** The largest tenant, the one that is searched; 70 % of all events. */
    public static final String TENANT = "acme";

    /** All tenants, the largest first. */
    public static final List<String> TENANTS = List.of(TENANT, "borealis", "cinder", "dune");

    private static final Duration SPAN = Duration.ofDays(7);
    private static final int[] SHARES = {70, 85, 95, 100};
    private static final int LATE_PERCENT = 1;
    private static final int LATE_MILLIS = 60_000;
    private static final int JITTER_MILLIS = 2_000;

    /**
     * What to make.
     *
     * @param events in all, numbered from 0
     * @param end of the seven days
     * @param original with {@code event.original}
     */
    public record Plan(long seed, long events, Instant end, boolean original) {
        public Instant start() {
            return end.minus(SPAN);
        }

        /** When event {@code number} arrives. */
        public Instant arrival(long number) {
            return start().plusMillis((long) ((double) number / events * SPAN.toMillis()));
        }
    }

    private final Plan plan;
    private final CorpusKinds kinds;
    private final Plants plants;

    /** @param samples what is amplified */
    public Corpus(Plan plan, Samples samples) {
        this.plan = plan;
        this.kinds = CorpusKinds.of(samples, plan.original());
        this.plants = new Plants(plan.events());
    }

    public Plan plan() {
        return plan;
    }

    /** What can be found in it. */
    public Plants plants() {
        return plants;
    }

    /** @param number from 0 to the plan's events, not included */
    public CorpusEvent event(long number) {
        SplittableRandom random = new SplittableRandom(mixed(plan.seed() * 0x2545F4914F6CDD1DL + number));
        Instant arrival = plan.arrival(number);
        Instant time = arrival.minusMillis(
                random.nextInt(100) < LATE_PERCENT ? random.nextInt(LATE_MILLIS) : random.nextInt(JITTER_MILLIS));
        @Nullable CorpusTemplate plant = plants.at(number);
        String tenant = plant == null ? tenant(random.nextInt(100)) : TENANT;
        CorpusTemplate template = plant == null ? kinds.pick(random) : plant;
        return template.event(tenant, time, arrival, new Draw(random, time));
    }

    private static String tenant(int percent) {
        int tenant = 0;
        while (percent >= SHARES[tenant]) {
            tenant++;
        }
        return TENANTS.get(tenant);
    }

    /** Neighbouring numbers become seeds that have nothing in common (finaliser of MurmurHash3). */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
