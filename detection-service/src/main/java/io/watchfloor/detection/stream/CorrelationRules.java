package io.watchfloor.detection.stream;

import io.watchfloor.detection.match.CorrelatingRule;
import io.watchfloor.rules.correlation.CorrelationPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** The rules that hits came for, read: the last ones used stay in memory. */
final class CorrelationRules {
    private static final int MOST = 1_000;

    private final CorrelationStores stores;
    private final Map<Bytes, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Known> eldest) {
            return size() > MOST;
        }
    };

    /** A rule and its plan. */
    record Known(CorrelatingRule rule, CorrelationPlan plan) {
        boolean firesAt(int at) {
            return plan.correlations().get(at).rule().id().equals(rule.top());
        }
    }

    CorrelationRules(CorrelationStores stores) {
        this.stores = stores;
    }

    /** The rule as a hit brought it; kept when it is new or newer, for the time when there is no hit. */
    Known brought(Bytes key, CorrelatingRule rule) {
        Known before = known.get(key);
        if (before == null) {
            before = stored(key).orElse(null);
        }
        if (before != null && before.rule().rule().version() >= rule.rule().version()) {
            known.put(key, before);
            return before;
        }
        stores.keep(key, rule);
        Known now = new Known(rule, rule.readPlan());
        known.put(key, now);
        return now;
    }

    /** The rule that some group belongs to; empty if its group outlived it. */
    Optional<Known> of(Bytes key) {
        Known before = known.get(key);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<Known> stored = stored(key);
        stored.ifPresent(found -> known.put(key, found));
        return stored;
    }

    private Optional<Known> stored(Bytes key) {
        return stores.rule(key).map(rule -> new Known(rule, rule.readPlan()));
    }
}
