package io.watchfloor.detection.stream;

import io.watchfloor.rules.correlation.Correlation;
import io.watchfloor.rules.correlation.GroupCorrelation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/** Opens the groups of correlations and keeps what became of them. Those that remember their last look stay open for a while. */
final class CorrelationGroups {
    private static final int MOST_OPEN = 1_000;

    private final CorrelationStores stores;
    private final StreamConfig config;
    private final Map<Bytes, Open> open = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Open> eldest) {
            return size() > MOST_OPEN;
        }
    };

    /** A group in use. */
    static final class Open {
        private final Bytes id;
        private final Correlation correlation;
        private final StoredCorrelation log;
        private final GroupCorrelation group;
        private final String name;
        private long holdMs;
        private long dueMs;
        private int evicted;

        private Open(Bytes id, Correlation correlation, StoredCorrelation log, CorrelationFacts facts) {
            this.id = id;
            this.correlation = correlation;
            this.log = log;
            this.group = correlation.open(log);
            this.name = facts.group();
            this.holdMs = facts.holdMs();
            this.dueMs = facts.dueMs();
        }

        StoredCorrelation log() {
            return log;
        }

        GroupCorrelation group() {
            return group;
        }

        Correlation correlation() {
            return correlation;
        }

        /** The group's text. */
        String name() {
            return name;
        }

        /** It is not to be judged before events are matched up to there. */
        void hold(long untilMs) {
            holdMs = Math.max(holdMs, untilMs);
        }
    }

    CorrelationGroups(CorrelationStores stores, StreamConfig config) {
        this.stores = stores;
        this.config = config;
    }

    Open open(Bytes id, CorrelationFacts facts, Correlation correlation) {
        Open known = open.get(id);
        if (known != null) {
            return known;
        }
        Open opened = new Open(id, correlation, stores.open(id, facts, correlation), facts);
        if (correlation.remembers()) {
            open.put(id, opened);
        }
        return opened;
    }

    /** Keeps what became of the group; answers how much it forgot for want of room. */
    int save(Open group, long nowMs) {
        long before = group.dueMs;
        long due = group.group.dueMs();
        group.dueMs = due == Long.MAX_VALUE ? due : Math.max(due + graceMs(group.correlation), group.holdMs);
        stores.save(group.id, before, group.log.facts(group.holdMs, group.dueMs, nowMs, lifeMs(group.correlation)));
        int evicted = group.log.evicted() - group.evicted;
        group.evicted += evicted;
        return evicted;
    }

    /** Forgets the groups whose life is over; answers how many. */
    int expire(long nowMs) {
        List<Bytes> over = stores.expire(nowMs);
        over.forEach(open::remove);
        return over.size();
    }

    /** Forgets the groups not used for longest when there are too many; answers how many. */
    int evict() {
        List<Bytes> evicted = stores.evict(config.maxGroups());
        evicted.forEach(open::remove);
        return evicted.size();
    }

    /**
     * How far behind the matching of events the time of a correlation is: late events are waited for, and what other
     * correlations find comes later than its events.
     */
    long graceMs(Correlation correlation) {
        Duration wait = config.waitForLate().multipliedBy(correlation.place().level() + 1L);
        return wait.toMillis() + correlation.place().delayMs();
    }

    private long lifeMs(Correlation correlation) {
        return config.lateness().toMillis() + correlation.keepMs() + graceMs(correlation);
    }
}
