package io.watchfloor.detection.schedule;

import io.watchfloor.contracts.Event;
import io.watchfloor.detection.match.Firing;
import io.watchfloor.detection.match.FiringRule.Counting;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.rules.match.RuleCompiler;
import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.FollowUp;
import io.watchfloor.rules.window.FrequencyWindow;
import io.watchfloor.rules.window.Hit;
import io.watchfloor.rules.window.MemoryGroupLog;
import io.watchfloor.rules.window.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The hits and follow-ups of one group in a stretch of time, counted as a whole. */
final class GroupCount {
    private final TreeSet<Hit> hits = new TreeSet<>();
    private final TreeSet<FollowUp> followUps = new TreeSet<>();
    private final Map<String, Event> events = new HashMap<>();

    void hit(Event event) {
        hits.add(new Hit(event.timestamp().toEpochMilli(), event.id()));
        events.put(event.id(), event);
    }

    void followUp(Event event, int index) {
        followUps.add(new FollowUp(event.timestamp().toEpochMilli(), event.id(), index));
    }

    /** What fires for the sake of the events named: bursts with such a member, and what escalates by one. */
    List<MatchMessage> fire(Firing firing, Counting counting, Set<String> fresh) {
        FrequencyWindow window = counting.window();
        MemoryGroupLog log = new MemoryGroupLog(Math.max(hits.size(), RuleCompiler.MAX_THRESHOLD));
        for (Hit hit : hits) {
            Outcome unused = window.onHit(log, hit);
        }
        List<MatchMessage> fired = new ArrayList<>();
        Set<Burst> grown = new java.util.HashSet<>();
        for (Burst burst : log.bursts()) {
            List<Hit> members = log.hits(burst.first().timeMs(), burst.lastHotMs());
            if (members.stream().anyMatch(member -> fresh.contains(member.eventId()))) {
                grown.add(burst);
                fired.addAll(firing.ofGrowth(new Outcome.Growth(burst, members), this::event));
            }
        }
        for (FollowUp followUp : followUps) {
            for (Outcome.Escalation due : window.onFollowUp(log, followUp).escalations()) {
                if (fresh.contains(followUp.eventId()) || grown.contains(due.burst())) {
                    fired.add(firing.ofEscalation(due, counting.followUps(), this::event));
                }
            }
        }
        return fired;
    }

    private Event event(Hit hit) {
        return java.util.Objects.requireNonNull(events.get(hit.eventId()));
    }
}
