package io.watchfloor.detection.stream;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes on of what was found in a group: matches, and hits of correlations over this one. */
final class CorrelationOutcome {
    private final StreamSetting setting;
    private final Place place;
    private final @Nullable GroupHit arrived;
    private @Nullable Map<String, Event> samples;

    /**
     * A group of a correlation.
     *
     * @param at the correlation's place in the rule's plan
     */
    record Place(Known rule, int at, Open group) {}

    /** @param arrived the hit that led to it; null when only time did */
    CorrelationOutcome(StreamSetting setting, Place place, @Nullable GroupHit arrived) {
        this.setting = setting;
        this.place = place;
        this.arrived = arrived;
    }

    /**
     * The records to send.
     *
     * @param closed whether what held stands for whole bursts
     * @param timestamp of the records
     * @param nowMs when matches are said to be found
     */
    List<SentRecord> records(Found found, boolean closed, long timestamp, long nowMs) {
        List<SentRecord> sent = new ArrayList<>();
        if (place.rule().firesAt(place.at()) && !found.findings().isEmpty()) {
            fire(found.findings(), nowMs).forEach(match -> sent.add(SentRecord.of(match, timestamp)));
        }
        for (Fed fed : place.rule().plan().over(place.at(), found.holding(), closed)) {
            feed(fed, timestamp, sent);
        }
        return sent;
    }

    private List<MatchMessage> fire(List<Finding> findings, long nowMs) {
        Known rule = place.rule();
        Firing firing = new Firing(
                rule.rule().rule(),
                rule.rule().key(rule.plan(), place.group().name()),
                Match.Trigger.STREAM,
                isLate(),
                Instant.ofEpochMilli(nowMs));
        List<MatchMessage> fired = new ArrayList<>();
        findings.forEach(finding -> fired.addAll(firing.ofFinding(finding, hit -> event(hit.eventId()))));
        setting.counters().count(Kind.MATCHES, fired.size());
        return fired;
    }

    private boolean isLate() {
        Event event = arrived == null ? null : arrived.event();
        return event != null && Firing.isLate(event, setting.config().lateness());
    }

    private void feed(Fed fed, long timestamp, List<SentRecord> sent) {
        int over = fed.use().rule();
        Correlation user = place.rule().plan().correlations().get(over);
        switch (user.read(fed.use().ref(), fed.event())) {
            case Reading.Skipped(Reading.Reason reason) -> setting.counters().skipped(reason);
            case Reading.Counted(String outer, RefHit hit) -> {
                long origin = arrived == null ? GroupHit.NO_MESSAGE : arrived.origin();
                Event event = event(hit.eventId());
                GroupHit next = new GroupHit(place.rule().rule(), over, outer, HitBytes.write(hit), origin, event);
                String id = next.key() + "|" + fed.use().ref() + "|" + hit.eventId();
                sent.add(SentRecord.of(id, next, timestamp));
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
            known = place.group().log().samples();
            samples = known;
        }
        return known.get(id);
    }
}
