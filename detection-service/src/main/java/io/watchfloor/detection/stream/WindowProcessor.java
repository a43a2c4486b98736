package io.watchfloor.detection.stream;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.match.Firing;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.stream.StreamCounters.Kind;
import io.watchfloor.rules.match.GroupKey;
import io.watchfloor.rules.window.FollowUp;
import io.watchfloor.rules.window.FrequencyWindow;
import io.watchfloor.rules.window.Hit;
import io.watchfloor.rules.window.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts hits in their group's window. The state is written before what it leads to is sent; when the process dies in
 * between, the hit is delivered again with the same offset and says again what it led to. A hit that comes by another
 * message is a duplicate of the sender's and says nothing.
 */
final class WindowProcessor implements Processor<String, byte[], String, byte[]> {
    private static final Logger LOG = Logger.getLogger(WindowProcessor.class);

    private final StreamConfig config;
    private final StreamCounters counters;
    private ProcessorContext<String, byte[]> context;
    private GroupStores stores;

    WindowProcessor(StreamConfig config, StreamCounters counters) {
        this.config = config;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        context = given;
        stores = new GroupStores(given, config.maxHitsPerGroup());
        var unused = given.schedule(config.expiryInterval(), PunctuationType.WALL_CLOCK_TIME, this::expire);
    }

    private void expire(long nowMs) {
        counters.count(Kind.EXPIRED, stores.expire(nowMs).size());
        counters.count(Kind.EVICTED_GROUPS, stores.evict(config.maxGroups()).size());
    }

    @Override
    public void process(Record<String, byte[]> message) {
        GroupEvent arrived;
        try {
            arrived = ContractJson.read(message.value(), GroupEvent.class);
        } catch (RuntimeException e) {
            counters.count(Kind.POISON);
            LOG.errorf(e, "A hit cannot be read and is dropped key=%s", message.key());
            return;
        }
        GroupKey key = new GroupKey(arrived.group());
        StoredGroup group =
                stores.open(arrived.rule(), key.text(), arrived.counting().threshold());
        FrequencyWindow window = arrived.counting().window();
        Outcome outcome = take(arrived, group, window);
        stores.save(
                group,
                context.currentSystemTimeMs(),
                window.life(config.lateness()).toMillis());
        counters.count(Kind.EVICTED, group.evicted());
        emit(arrived, key, group, outcome, message.timestamp());
    }

    private Outcome take(GroupEvent arrived, StoredGroup group, FrequencyWindow window) {
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(0L);
        Event event = arrived.event();
        long time = event.timestamp().toEpochMilli();
        Integer index = arrived.followUp();
        if (index != null) {
            FollowUp followUp = new FollowUp(time, event.id(), index);
            group.arriving(offset, new byte[0]);
            return isDuplicate(group.arrival(followUp), offset) ? nothing() : window.onFollowUp(group, followUp);
        }
        Hit hit = new Hit(time, event.id());
        group.arriving(offset, keptBody(arrived, group, time));
        return isDuplicate(group.arrival(hit), offset) ? nothing() : window.onHit(group, hit);
    }

    private Outcome nothing() {
        counters.count(Kind.DUPLICATES);
        return Outcome.NOTHING;
    }

    private static boolean isDuplicate(Optional<Arrival> known, long offset) {
        return known.isPresent() && known.get().offset() != offset;
    }

    /** Events are kept for samples; a burst that has given its sample needs no more of them. */
    private static byte[] keptBody(GroupEvent arrived, StoredGroup group, long time) {
        boolean sampled = group.bursts(time - arrived.counting().windowMs(), time).stream()
                .anyMatch(burst -> burst.total() >= Match.MAX_EVENTS);
        return sampled ? new byte[0] : ContractJson.write(arrived.event());
    }

    private void emit(GroupEvent arrived, GroupKey key, StoredGroup group, Outcome outcome, long timestamp) {
        if (outcome.isNothing()) {
            return;
        }
        Firing firing = new Firing(
                arrived.rule(),
                key,
                Match.Trigger.STREAM,
                Firing.isLate(arrived.event(), config.lateness()),
                Instant.ofEpochMilli(context.currentSystemTimeMs()));
        Outcome.Growth growth = outcome.growth();
        if (growth != null) {
            firing.ofGrowth(growth, hit -> body(arrived, group, hit)).forEach(fired -> send(fired, timestamp));
        }
        for (Outcome.Escalation escalation : outcome.escalations()) {
            send(
                    firing.ofEscalation(escalation, arrived.counting().followUps(), hit -> body(arrived, group, hit)),
                    timestamp);
        }
    }

    private static @Nullable Event body(GroupEvent arrived, StoredGroup group, Hit hit) {
        if (hit.eventId().equals(arrived.event().id())) {
            return arrived.event();
        }
        byte[] body = group.arrival(hit).map(Arrival::body).orElseGet(() -> new byte[0]);
        return body.length == 0 ? null : ContractJson.read(body, Event.class);
    }

    private void send(MatchMessage fired, long timestamp) {
        counters.count(Kind.MATCHES);
        context.forward(new Record<>(
                fired.key(), fired.body(), timestamp, fired.envelope().headers()));
    }
}
