package io.watchfloor.detection.stream;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.match.Firing;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.stream.CorrelationGroups.Open;
import io.watchfloor.detection.stream.CorrelationMessage.GroupHit;
import io.watchfloor.detection.stream.CorrelationRules.Known;
import io.watchfloor.detection.stream.StreamCounters.Kind;
import io.watchfloor.rules.correlation.Correlation;
import io.watchfloor.rules.correlation.CorrelationPlan.Fed;
import io.watchfloor.rules.correlation.Finding;
import io.watchfloor.rules.correlation.Found;
import io.watchfloor.rules.correlation.HitBytes;
import io.watchfloor.rules.correlation.Reading;
import io.watchfloor.rules.correlation.RefHit;
import io.watchfloor.rules.window.Burst;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
        new Outcome(rule, arrived.at(), group, found, arrived, storedMs)
                .records(false)
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
        Outcome outcome = new Outcome(rule, facts.at(), group, found, null, timestamp);
        for (Sent sent : outcome.records(correlation.isImmediate())) {
            stores.sent(watermark.ms(), sent.id(), sent.write());
            context.forward(sent.record());
        }
        setting.counters().count(Kind.EVICTED, groups.save(group, facts.facts().lastArrivalMs()));
    }

    /** A record that goes on, and what tells it from others. */
    private record Sent(
            String id,
            Record<String, Routed> record,
            @Nullable MatchMessage match) {
        byte[] write() {
            return match == null ? record.value().body() : ContractJson.write(match);
        }
    }

    /** What was found in a group, and the hit that led to it if it was one. */
    private final class Outcome {
        private final Known rule;
        private final int at;
        private final Open group;
        private final Found found;
        private final @Nullable GroupHit arrived;
        private final long timestamp;
        private @Nullable Map<String, Event> samples;

        // Many parameters: they are what was found, where, because of what and when.
        Outcome(Known rule, int at, Open group, Found found, @Nullable GroupHit arrived, long timestamp) {
            this.rule = rule;
            this.at = at;
            this.group = group;
            this.found = found;
            this.arrived = arrived;
            this.timestamp = timestamp;
        }

        /** @param closed whether what held stands for whole bursts */
        List<Sent> records(boolean closed) {
            List<Sent> sent = new ArrayList<>();
            if (rule.firesAt(at) && !found.findings().isEmpty()) {
                fire(sent);
            }
            for (Fed fed : rule.plan().over(at, found.holding(), closed)) {
                feed(fed, sent);
            }
            return sent;
        }

        private void fire(List<Sent> sent) {
            Firing firing = new Firing(
                    rule.rule().rule(),
                    rule.rule().key(rule.plan(), group.name()),
                    Match.Trigger.STREAM,
                    isLate(),
                    Instant.ofEpochMilli(context.currentSystemTimeMs()));
            for (Finding finding : found.findings()) {
                for (MatchMessage fired : firing.ofFinding(finding, hit -> event(hit.eventId()))) {
                    setting.counters().count(Kind.MATCHES);
                    sent.add(new Sent(fired.envelope().id(), matched(fired, timestamp), fired));
                }
            }
        }

        private boolean isLate() {
            Event event = arrived == null ? null : arrived.event();
            return event != null && Firing.isLate(event, setting.config().lateness());
        }

        private void feed(Fed fed, List<Sent> sent) {
            int over = fed.use().rule();
            Correlation user = rule.plan().correlations().get(over);
            switch (user.read(fed.use().ref(), fed.event())) {
                case Reading.Skipped(Reading.Reason reason) ->
                    setting.counters().skipped(reason);
                case Reading.Counted(String outer, RefHit hit) -> {
                    long origin = arrived == null ? GroupHit.NO_MESSAGE : arrived.origin();
                    Event event = event(hit.eventId());
                    GroupHit next = new GroupHit(rule.rule(), over, outer, HitBytes.write(hit), origin, event);
                    String id = next.key() + "|" + fed.use().ref() + "|" + hit.eventId();
                    sent.add(new Sent(id, correlated(next, timestamp), null));
                }
            }
        }

        private @Nullable Event event(String id) {
            Event own = arrived == null ? null : arrived.event();
            if (own != null && own.id().equals(id)) {
                return own;
            }
            Map<String, Event> known = samples;
            if (known == null) {
                known = group.log().samples();
                samples = known;
            }
            return known.get(id);
        }
    }

    private static Record<String, Routed> matched(MatchMessage fired, long timestamp) {
        return new Record<>(
                fired.key(),
                new Routed.ToMatches(fired.body()),
                timestamp,
                fired.envelope().headers());
    }

    static Record<String, Routed> correlated(GroupHit hit, long timestamp) {
        byte[] body = ContractJson.write(CorrelationMessage.of(hit));
        return new Record<>(hit.key(), new Routed.ToCorrelations(body), timestamp);
    }

    /** The state may tell of more than was sent before a crash. */
    private void sendAgainAfterRestart(long timestamp) {
        if (resumed) {
            return;
        }
        resumed = true;
        for (byte[] sent : stores.sent()) {
            context.forward(read(sent, timestamp));
        }
    }

    private static Record<String, Routed> read(byte[] sent, long timestamp) {
        CorrelationMessage feeding = ContractJson.read(sent, CorrelationMessage.class);
        GroupHit hit = feeding.hit();
        return hit == null
                ? matched(ContractJson.read(sent, MatchMessage.class), timestamp)
                : new Record<>(hit.key(), new Routed.ToCorrelations(sent), timestamp);
    }
}
