package io.watchfloor.detection.stream;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.stream.CorrelationGroups.Open;
import io.watchfloor.detection.stream.CorrelationMessage.GroupHit;
import io.watchfloor.detection.stream.CorrelationOutcome.Place;
import io.watchfloor.detection.stream.CorrelationRules.Known;
import io.watchfloor.detection.stream.StreamCounters.Kind;
import io.watchfloor.rules.correlation.Correlation;
import io.watchfloor.rules.correlation.Found;
import io.watchfloor.rules.correlation.HitBytes;
import io.watchfloor.rules.correlation.RefHit;
import io.watchfloor.rules.window.Burst;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/**
 * Correlates hits in their groups. What a hit leads to, a redelivered hit leads to again. What only time leads to is
 * remembered for a while and sent again after a crash. Matches have the same ids each time, so nothing counts twice.
 */
final class CorrelationProcessor implements Processor<String, byte[], String, Routed> {
    private static final Logger LOG = Logger.getLogger(CorrelationProcessor.class);
    /** Groups that are judged when events of one partition have been matched further; the others follow with the next word. */
    private static final int JUDGED_AT_ONCE = 5_000;
    /** Longer than a record can be on its way before sending it fails for good. */
    private static final long ARRIVED_AFTER_MS = Duration.ofMinutes(10).toMillis();

    private final StreamSetting setting;
    private final Watermark watermark;
    private ProcessorContext<String, Routed> context;
    private CorrelationStores stores;
    private CorrelationRules rules;
    private CorrelationGroups groups;
    private boolean resumed;

    CorrelationProcessor(StreamSetting setting) {
        this.setting = setting;
        this.watermark = new Watermark(setting.partitions());
    }

    @Override
    public void init(ProcessorContext<String, Routed> given) {
        context = given;
        stores = new CorrelationStores(given, setting.config().maxHitsPerGroup());
        rules = new CorrelationRules(stores);
        groups = new CorrelationGroups(stores, setting.config());
        var unused = given.schedule(setting.config().expiryInterval(), PunctuationType.WALL_CLOCK_TIME, this::cleanUp);
    }

    private void cleanUp(long nowMs) {
        setting.counters().count(Kind.EXPIRED, groups.expire(nowMs));
        setting.counters().count(Kind.EVICTED_GROUPS, groups.evict());
    }

    @Override
    public void process(Record<String, byte[]> message) {
        sendAgainAfterRestart(message.timestamp());
        try {
            CorrelationMessage told = ContractJson.read(message.value(), CorrelationMessage.class);
            if (told.hit() != null) {
                take(told.hit(), message.timestamp());
            } else if (told.progress() != null) {
                watermark.told(told.progress());
                judge(message.timestamp());
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | UncheckedIOException e) {
            setting.counters().count(Kind.POISON);
            LOG.errorf(e, "A hit cannot be read and is dropped key=%s", message.key());
        }
    }

    private void take(GroupHit arrived, long storedMs) {
        Bytes ruleKey = CorrelationStores.keyOf(arrived.rule().rule());
        Known rule = rules.brought(ruleKey, arrived.rule());
        Correlation correlation = rule.plan().correlations().get(arrived.at());
        RefHit hit = HitBytes.read(arrived.hit());
        Bytes id = CorrelationStores.groupOf(ruleKey, arrived.at(), arrived.group());
        CorrelationFacts facts =
                stores.group(id).orElseGet(() -> CorrelationFacts.ofNew(ruleKey.get(), arrived.at(), arrived.group()));
        Open group = groups.open(id, facts, correlation);
        if (hit.timeMs() < storedMs - groups.graceMs(correlation)) {
            group.hold(storedMs + setting.config().waitForLate().toMillis());
        }
        StoredCorrelation log = group.log();
        log.arriving(arrived.origin());
        if (arrived.event() != null && !isSampled(correlation, log)) {
            log.keepSample(arrived.event());
        }
        Found found = group.group().onHit(hit);
        count(found.taken());
        setting.counters().count(Kind.EVICTED, groups.save(group, context.currentSystemTimeMs()));
        new CorrelationOutcome(setting, new Place(rule, arrived.at(), group), arrived)
                .records(found, false, storedMs, context.currentSystemTimeMs())
                .forEach(sent -> context.forward(sent.record()));
    }

    /** A burst that has given its sample needs no more events. */
    private static boolean isSampled(Correlation correlation, StoredCorrelation log) {
        Burst growing = log.growing();
        return correlation.isImmediate() && growing != null && growing.total() >= Match.MAX_EVENTS;
    }

    private void count(Found.Taken taken) {
        switch (taken) {
            case COUNTED -> {}
            case DUPLICATE -> setting.counters().count(Kind.DUPLICATES);
            case LATE -> setting.counters().count(Kind.LATE);
        }
    }

    /** Looks at the groups that are due now. */
    private void judge(long timestamp) {
        long now = watermark.ms();
        if (now == Watermark.NONE) {
            return;
        }
        for (Bytes id : stores.due(now, JUDGED_AT_ONCE)) {
            stores.group(id).ifPresent(facts -> judge(id, facts, timestamp));
        }
        stores.forgetSent(now - ARRIVED_AFTER_MS);
    }

    private void judge(Bytes id, CorrelationFacts facts, long timestamp) {
        Optional<Known> known = rules.of(Bytes.wrap(facts.rule()));
        if (known.isEmpty()) {
            return;
        }
        Known rule = known.get();
        Correlation correlation = rule.plan().correlations().get(facts.at());
        Open group = groups.open(id, facts, correlation);
        Found found = group.group().advance(watermark.ms() - groups.graceMs(correlation));
        CorrelationOutcome outcome = new CorrelationOutcome(setting, new Place(rule, facts.at(), group), null);
        for (SentRecord sent :
                outcome.records(found, correlation.isImmediate(), timestamp, context.currentSystemTimeMs())) {
            stores.sent(watermark.ms(), sent.id(), sent.write());
            context.forward(sent.record());
        }
        setting.counters().count(Kind.EVICTED, groups.save(group, facts.facts().lastArrivalMs()));
    }

    /** The state may tell of more than was sent before a crash. */
    private void sendAgainAfterRestart(long timestamp) {
        if (resumed) {
            return;
        }
        resumed = true;
        for (byte[] sent : stores.sent()) {
            context.forward(SentRecord.read(sent, timestamp));
        }
    }
}
