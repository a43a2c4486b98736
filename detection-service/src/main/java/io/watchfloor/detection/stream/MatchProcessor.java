package io.watchfloor.detection.stream;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.match.Firing;
import io.watchfloor.detection.match.FiringRule;
import io.watchfloor.detection.match.FiringRule.Counting;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.TenantRules;
import io.watchfloor.detection.stream.CorrelationHits.Matched;
import io.watchfloor.detection.stream.CorrelationMessage.GroupHit;
import io.watchfloor.detection.stream.CorrelationMessage.Progress;
import io.watchfloor.detection.stream.StreamCounters.Kind;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.engine.Matcher;
import io.watchfloor.rules.engine.RuleSet;
import io.watchfloor.rules.engine.ValueBudget;
import io.watchfloor.rules.match.Detection;
import io.watchfloor.rules.match.GroupKey;
import io.watchfloor.rules.match.RuleLogic.BaseRule;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.match.RuleLogic.NewTermsLogic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the rules of the event's tenant about each event. An event that cannot be handled goes to the dead letters. */
final class MatchProcessor implements Processor<String, byte[], String, Routed> {
    private static final String TENANT_HEADER = "ce_tenantid";
    private static final String TYPE_HEADER = "ce_type";
    private static final byte[] CANARY = bytes(Event.CANARY_TYPE);
    private static final Logger LOG = Logger.getLogger(MatchProcessor.class);

    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);

    private final StreamRules rules;
    private final Duration lateness;
    private final StreamCounters counters;
    private final StreamObserver observer;
    private final CorrelationHits hits;
    private final Map<String, Asked> matchers = new HashMap<>();
    /** Of all tenants together. */
    private final ValueBudget values = new ValueBudget(ValueBudget.USUAL);

    private ProcessorContext<String, Routed> context;
    private StreamProgress progress;
    private long revision;

    /** By tenant: the matcher of this thread, as long as the rules are the same. */
    private record Asked(RuleSet set, Matcher matcher) {}

    MatchProcessor(StreamRules rules, StreamSetting setting) {
        this.rules = rules;
        this.lateness = setting.config().lateness();
        this.counters = setting.counters();
        this.observer = setting.observer();
        this.hits = new CorrelationHits(setting.counters());
    }

    @Override
    public void init(ProcessorContext<String, Routed> given) {
        context = given;
        progress = new StreamProgress(given.currentSystemTimeMs());
        var unused = given.schedule(PROGRESS_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tellProgress);
    }

    private void tellProgress(long nowMs) {
        OptionalLong reached = rules.waits() ? progress.news(nowMs) : OptionalLong.empty();
        if (reached.isPresent()) {
            CorrelationMessage message =
                    CorrelationMessage.of(new Progress(context.taskId().partition(), reached.getAsLong()));
            Routed told = new Routed.ToCorrelations(ContractJson.write(message));
            context.forward(new Record<>(CorrelationMessage.TO_ALL, told, reached.getAsLong()));
        }
    }

    @Override
    public void process(Record<String, byte[]> message) {
        counters.count(Kind.EVENTS);
        List<Record<String, Routed>> results;
        try {
            if (isCanary(message)) {
                results = List.of();
                watch(message);
            } else {
                results = results(message);
                observer.looksAt(message.value(), context.currentSystemTimeMs());
            }
        } catch (RuntimeException e) {
            bury(message, e);
            return;
        }
        results.forEach(context::forward);
        progress.matched(message.timestamp(), context.currentSystemTimeMs());
        context.recordMetadata().ifPresent(at -> observer.evaluated(at.partition(), at.offset(), revision));
    }

    @Override
    public void close() {
        observer.forget(context.taskId().partition());
    }

    /** The tenant's rules, and in {@link #revision} the set they are of: the same before and after. */
    private TenantRules rulesOf(String tenant) {
        TenantRules found;
        do {
            revision = observer.revision();
            found = rules.of(tenant);
        } while (observer.revision() != revision);
        return found;
    }

    private static boolean isCanary(Record<String, byte[]> message) {
        Header type = message.headers().lastHeader(TYPE_HEADER);
        return type != null && Arrays.equals(type.value(), CANARY);
    }

    /** A canary is asked about like any event, and makes no match. */
    private void watch(Record<String, byte[]> message) {
        Event canary = ContractJson.read(message.value(), Event.class);
        String rule = canary.text(Event.CANARY);
        sigmaMatches(canary.tenant(), rulesOf(canary.tenant()), message.value()).stream()
                .filter(TenantRules.Asked.Fires.class::isInstance)
                .map(TenantRules.Asked::rule)
                .filter(fired -> fired.rule().id().toString().equals(rule))
                .forEach(fired -> observer.canary(fired, canary.timestamp()));
    }

    private List<Record<String, Routed>> results(Record<String, byte[]> message) {
        byte[] body = Objects.requireNonNull(message.value(), "no body");
        Header named = message.headers().lastHeader(TENANT_HEADER);
        if (named == null) {
            Event event = ContractJson.read(body, Event.class);
            TenantRules tenant = rulesOf(event.tenant());
            return results(message, tenant, sigmaMatches(event.tenant(), tenant, body), event);
        }
        String name = new String(named.value(), StandardCharsets.UTF_8);
        TenantRules tenant = rulesOf(name);
        List<TenantRules.Asked> fired = sigmaMatches(name, tenant, body);
        if (fired.isEmpty() && !tenant.mayConcernOthers(body)) {
            return List.of();
        }
        Event event = ContractJson.read(body, Event.class);
        if (!event.tenant().equals(name)) {
            throw new IllegalArgumentException("the event is another tenant's than its envelope's");
        }
        return results(message, tenant, fired, event);
    }

    /** The conditions of Sigma rules that the event matches, asked in place, on its bytes. */
    private List<TenantRules.Asked> sigmaMatches(String name, TenantRules tenant, byte[] body) {
        if (tenant.sigma().size() == 0) {
            return List.of();
        }
        Asked asked = matchers.get(name);
        if (asked == null || asked.set() != tenant.sigma()) {
            asked = new Asked(tenant.sigma(), tenant.sigma().matcher(values));
            matchers.put(name, asked);
        }
        List<TenantRules.Asked> fired = new ArrayList<>();
        asked.matcher().match(body, 0, body.length, RuleSet.Labels.NONE, number -> fired.add(tenant.sigma(number)));
        return fired;
    }

    private List<Record<String, Routed>> results(
            Record<String, byte[]> message, TenantRules tenant, List<TenantRules.Asked> fired, Event event) {
        List<Record<String, Routed>> results = new ArrayList<>();
        for (TenantRules.Asked asked : fired) {
            switch (asked) {
                case TenantRules.Asked.Fires fires -> results.add(match(message, fires.rule(), event));
                case TenantRules.Asked.Counts(ActiveRule rule, CorrelationLogic logic, BaseRule base) ->
                    correlate(
                            message,
                            new Matched(rule.rule(), logic, base.id(), base.of(FlatEvent.of(event.fields()))),
                            event,
                            results);
            }
        }
        for (Detection detection : tenant.detect(event)) {
            ActiveRule rule = tenant.rule(detection.rule());
            switch (detection) {
                case Detection.QueryMatch ignored -> results.add(match(message, rule, event));
                case Detection.GroupHit(var compiled, var group) ->
                    results.add(groupEvent(message, rule, group, null, event));
                case Detection.GroupFollowUp(var compiled, var group, var index) ->
                    results.add(groupEvent(message, rule, group, index, event));
                case Detection.TermHit ignored ->
                    correlate(
                            message,
                            new Matched(
                                    rule.rule(),
                                    (NewTermsLogic) rule.compiled().logic(),
                                    NewTermsLogic.EVENTS,
                                    event::text),
                            event,
                            results);
                case Detection.Ungrouped ignored -> counters.count(Kind.UNGROUPED);
            }
        }
        return results;
    }

    private Record<String, Routed> match(Record<String, byte[]> message, ActiveRule rule, Event event) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Firing firing = new Firing(
                FiringRule.of(rule.rule()), Firing.NO_GROUP, Match.Trigger.STREAM, Firing.isLate(event, lateness), now);
        MatchMessage fired = firing.ofEvent(event);
        counters.count(Kind.MATCHES);
        return new Record<>(
                fired.key(),
                new Routed.ToMatches(fired.body()),
                message.timestamp(),
                fired.envelope().headers());
    }

    private void correlate(
            Record<String, byte[]> message, Matched matched, Event event, List<Record<String, Routed>> results) {
        long origin = context.recordMetadata()
                .map(at -> GroupHit.origin(at.partition(), at.offset()))
                .orElse(GroupHit.NO_MESSAGE);
        hits.of(matched, event, origin).forEach(hit -> results.add(SentRecord.correlated(hit, message.timestamp())));
    }

    private static Record<String, Routed> groupEvent(
            Record<String, byte[]> message, ActiveRule rule, GroupKey group, @Nullable Integer followUp, Event event) {
        FrequencyLogic logic = (FrequencyLogic) rule.compiled().logic();
        FiringRule firing = FiringRule.of(rule.rule());
        GroupEvent counted = new GroupEvent(firing, Counting.of(logic), group.values(), followUp, event);
        return new Record<>(
                firing.tenant() + "|" + firing.ruleId() + "|" + group.text(),
                new Routed.ToWindows(ContractJson.write(counted)),
                message.timestamp(),
                new RecordHeaders());
    }

    private void bury(Record<String, byte[]> message, RuntimeException cause) {
        counters.count(Kind.POISON);
        String at = context.recordMetadata()
                .map(place -> place.partition() + ":" + place.offset())
                .orElse("?");
        // Not the message of the cause, which may quote the event.
        String kind = cause.getClass().getSimpleName();
        LOG.errorf("Event sent to the dead-letter topic topic=%s at=%s cause=%s", Topics.EVENTS, at, kind);
        Headers headers = new RecordHeaders(message.headers());
        headers.add("watchfloor-dlq-topic", bytes(Topics.EVENTS));
        headers.add("watchfloor-dlq-attempts", bytes("1"));
        headers.add("watchfloor-dlq-cause", bytes(cause.getClass().getName()));
        byte[] body = message.value() == null ? new byte[0] : message.value();
        context.forward(new Record<>(message.key(), new Routed.ToDeadLetters(body), message.timestamp(), headers));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
