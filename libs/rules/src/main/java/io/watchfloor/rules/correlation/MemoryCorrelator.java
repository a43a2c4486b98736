package io.watchfloor.rules.correlation;

import io.watchfloor.rules.correlation.CorrelationPlan.Fed;
import io.watchfloor.rules.correlation.CorrelationPlan.Use;
import io.watchfloor.rules.correlation.RuleGroups.GroupFound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All correlations of a plan in memory, for back-tests, rule tests and scheduled runs: what live correlation finds, it
 * finds in any order of input. Bounded; what it forgets is counted. Not safe for use by several threads.
 */
public final class MemoryCorrelator {
    private final CorrelationPlan plan;
    private final CorrelatorBounds bounds;
    private final List<RuleGroups> rules;

    public MemoryCorrelator(CorrelationPlan plan, CorrelatorBounds bounds) {
        this.plan = plan;
        this.bounds = bounds;
        this.rules = plan.correlations().stream()
                .map(correlation -> new RuleGroups(correlation, bounds))
                .toList();
    }

    /** Takes an event that these rules matched; answers the matches that are new or have grown. */
    public List<CorrelationMatch> onEvent(Collection<String> matched, ObservedEvent event) {
        List<Use> uses = new ArrayList<>();
        matched.forEach(ruleId -> uses.addAll(plan.usesOf(ruleId)));
        uses.sort(Use.ORDER);
        return take(uses, event);
    }

    /** Takes an event that one rule matched. */
    public List<CorrelationMatch> onEvent(String matched, ObservedEvent event) {
        return take(plan.usesOf(matched), event);
    }

    private List<CorrelationMatch> take(List<Use> uses, ObservedEvent event) {
        List<CorrelationMatch> matches = new ArrayList<>();
        for (Use use : uses) {
            take(use, event, matches);
        }
        return matches;
    }

    /**
     * Says how far event time has come: windows that ended before it by more than the lateness are judged, and groups
     * that no longer matter are forgotten. Time that goes back does nothing.
     */
    public List<CorrelationMatch> advance(long timeMs) {
        List<CorrelationMatch> matches = new ArrayList<>();
        long watermarkMs = timeMs - bounds.lateness().toMillis();
        for (int i = 0; i < rules.size(); i++) {
            RuleGroups rule = rules.get(i);
            boolean closes = rule.correlation().isImmediate();
            for (GroupFound found :
                    rule.advance(watermarkMs - rule.correlation().place().delayMs())) {
                add(rule, found.group(), found.found(), matches);
                feed(i, found.found().holding(), closes, matches);
            }
        }
        return matches;
    }

    private void take(Use use, ObservedEvent event, List<CorrelationMatch> matches) {
        RuleGroups rule = rules.get(use.rule());
        switch (rule.correlation().read(use.ref(), event)) {
            case Reading.Skipped(Reading.Reason reason) -> rule.skipped(reason);
            case Reading.Counted(String group, RefHit hit) -> {
                Found found = rule.onHit(group, hit);
                add(rule, group, found, matches);
                feed(use.rule(), found.holding(), false, matches);
            }
        }
    }

    private static void add(RuleGroups rule, String group, Found found, List<CorrelationMatch> into) {
        if (found.findings().isEmpty()) {
            return;
        }
        CorrelationPlan.Place place = rule.correlation().place();
        for (Finding finding : found.findings()) {
            into.add(new CorrelationMatch(place.rule().id(), group, finding, place.alerts()));
        }
    }

    /** @param closed whether these stand for whole bursts, which only rules that count matches want */
    private void feed(int rule, List<RefHit> holding, boolean closed, List<CorrelationMatch> matches) {
        for (Fed fed : plan.over(rule, holding, closed)) {
            take(fed.use(), fed.event(), matches);
        }
    }

    /** What it did and remembers, over all rules. */
    public CorrelatorStats stats() {
        return rules.stream()
                .map(RuleGroups::stats)
                .reduce(new CorrelatorStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), CorrelatorStats::plus);
    }

    /** What it did and remembers of one rule, by id. */
    public CorrelatorStats stats(String ruleId) {
        return rules.stream()
                .filter(rule -> rule.correlation().rule().id().equals(ruleId))
                .findFirst()
                .orElseThrow()
                .stats();
    }

    /** All that it remembers, as bytes for {@link #restore}. */
    public byte[] snapshot() {
        return Snapshot.write(rules);
    }

    /** Takes on what another with the same rules remembered; rules that this one does not have are left out. */
    public void restore(byte[] snapshot) {
        Snapshot.read(snapshot, rules);
    }
}
