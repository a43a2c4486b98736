package io.watchfloor.detection.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs that this instance is at, and so how much room it has for more. A run that began as a quick one takes room of
 * the slow ones once it is over the budget, so the quick ones never wait longer than that for a slow one.
 */
@ApplicationScoped
public class RunningRuns {
    private record Running(Claim.Lane lane, long sinceNanos) {
        boolean isSlow(Duration budget) {
            return lane == Claim.Lane.SLOW || age().compareTo(budget) > 0;
        }

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }

    private final Map<UUID, Running> runs = new ConcurrentHashMap<>();
    private final Map<Claim.Lane, Integer> reserved = new EnumMap<>(Claim.Lane.class);
    private final ScheduleConfig config;

    RunningRuns(ScheduleConfig config) {
        this.config = config;
    }

    void begin(UUID run, Claim.Lane lane) {
        runs.put(run, new Running(lane, System.nanoTime()));
    }

    void end(UUID run) {
        runs.remove(run);
    }

    /** Of all runs here; those that die with this process are in it to their end. */
    Set<UUID> ids() {
        return Set.copyOf(runs.keySet());
    }

    /** Keeps places for rules that are about to be taken; answers how many of {@code most} are free. */
    synchronized int reserve(Claim.Lane lane, int most) {
        int places = Math.min(most, room(lane));
        reserved.merge(lane, places, Integer::sum);
        return places;
    }

    /** The rules for these places were taken, and begun, or there were none. */
    synchronized void giveBack(Claim.Lane lane, int places) {
        reserved.merge(lane, -places, Integer::sum);
    }

    /** How many more runs of this lane may begin now; not negative. */
    private int room(Claim.Lane lane) {
        boolean slow = lane == Claim.Lane.SLOW;
        long taken = runs.values().stream()
                .filter(run -> run.isSlow(config.runBudget()) == slow)
                .count();
        int all = slow ? config.slowRuns() : config.concurrentRuns();
        return Math.toIntExact(Math.max(0, all - taken - reserved.getOrDefault(lane, 0)));
    }

    /** Whether a run is over its time budget. */
    boolean isOverBudget(UUID run) {
        Running running = runs.get(run);
        return running != null && running.age().compareTo(config.runBudget()) > 0;
    }
}
