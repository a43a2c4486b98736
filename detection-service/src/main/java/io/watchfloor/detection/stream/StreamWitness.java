package io.watchfloor.detection.stream;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.detection.coverage.StreamLedger;
import io.watchfloor.detection.health.Canaries;
import io.watchfloor.detection.health.FieldSightings;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.ActiveRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Tells coverage which events were evaluated, and health which canaries fired and which fields events had: of a sample, since
 * that needs parsing.
 */
@ApplicationScoped
public class StreamWitness implements StreamObserver {
    private static final long SAMPLE_EVERY_MS = 10;

    private final ActiveRules rules;
    private final StreamLedger ledger;
    private final FieldSightings sightings;
    private final Canaries canaries;
    private volatile long sampledMs;

    StreamWitness(ActiveRules rules, StreamLedger ledger, FieldSightings sightings, Canaries canaries) {
        this.rules = rules;
        this.ledger = ledger;
        this.sightings = sightings;
        this.canaries = canaries;
    }

    @Override
    public long revision() {
        return rules.revision();
    }

    /** At most about a hundred events a second are read. */
    @Override
    public void looksAt(byte[] event, long nowMs) {
        if (nowMs - sampledMs >= SAMPLE_EVERY_MS) {
            sampledMs = nowMs;
            sightings.saw(ContractJson.read(event, Event.class));
        }
    }

    @Override
    public void evaluated(int partition, long offset, long revision) {
        ledger.evaluated(partition, offset, revision);
    }

    @Override
    public void canary(ActiveRule rule, Instant sent) {
        canaries.saw(rule.rule().tenant(), rule.rule().id(), sent);
    }

    @Override
    public void forget(int partition) {
        ledger.forget(partition);
    }

    /** What was evaluated of these partitions is about to be committed. */
    void committing(Iterable<Integer> partitions) {
        ledger.write(partitions);
    }
}
