package io.watchfloor.search.hunt;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The scheduled runs that this instance is at, and so how much room it has for more. */
@ApplicationScoped
public class RunningHunts {
    private final Map<UUID, Long> sinceNanos = new ConcurrentHashMap<>();
    private final HuntConfig config;
    private int reserved;

    RunningHunts(HuntConfig config) {
        this.config = config;
    }

    void begin(UUID run) {
        sinceNanos.put(run, System.nanoTime());
    }

    void end(UUID run) {
        sinceNanos.remove(run);
    }

    /** Of all runs here; those that die with this process are in it to their end. */
    Set<UUID> ids() {
        return Set.copyOf(sinceNanos.keySet());
    }

    /** Keeps places for hunts that are about to be taken; answers how many of {@code most} are free. */
    synchronized int reserve(int most) {
        int places = Math.clamp(config.concurrentRuns() - sinceNanos.size() - reserved, 0, most);
        reserved += places;
        return places;
    }

    /** The hunts for these places were taken, and begun, or there were none. */
    synchronized void giveBack(int places) {
        reserved -= places;
    }

    /** Whether a run is over its time budget and gives way. */
    boolean isOverBudget(UUID run) {
        Long since = sinceNanos.get(run);
        return since != null && Duration.ofNanos(System.nanoTime() - since).compareTo(config.runBudget()) > 0;
    }
}
