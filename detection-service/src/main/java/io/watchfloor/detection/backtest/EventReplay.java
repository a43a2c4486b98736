package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.match.Firing;
import io.watchfloor.detection.match.FiringRule;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.TenantRules;
import io.watchfloor.rules.engine.Matcher;
import io.watchfloor.rules.engine.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A rule that decides on each event alone: a Sigma rule on its bytes, a query rule on its fields. */
final class EventReplay implements Replay {
    private final FiringRule rule;
    private final TenantRules rules;
    private final Matcher matcher;
    private final Duration lateness;

    EventReplay(ActiveRule rule, Duration lateness) {
        this.rule = FiringRule.of(rule.rule());
        this.rules = new TenantRules(List.of(rule));
        this.matcher = rules.sigma().matcher();
        this.lateness = lateness;
    }

    @Override
    public void take(Stored stored, Consumer<MatchMessage> fired) {
        byte[] body = stored.body();
        if (rules.sigma().size() > 0) {
            matcher.match(body, 0, body.length, RuleSet.Labels.NONE, number -> fired.accept(match(stored.event())));
        } else if (rules.mayConcernOthers(body)) {
            rules.detect(stored.event()).forEach(detection -> fired.accept(match(stored.event())));
        }
    }

    private MatchMessage match(Event event) {
        boolean late = Firing.isLate(event, lateness);
        return new Firing(rule, Firing.NO_GROUP, Match.Trigger.STREAM, late, event.timestamp()).ofEvent(event);
    }
}
