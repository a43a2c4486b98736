package io.watchfloor.rules.match;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Query;
import io.watchfloor.query.RequiredText;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import io.watchfloor.rules.match.RuleLogic.FollowUpLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.match.RuleLogic.NewTermsLogic;
import io.watchfloor.rules.match.RuleLogic.QueryLogic;
import io.watchfloor.rules.match.RuleLogic.SigmaLogic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rule ready to be asked about events, from any thread. */
public final class CompiledRule {
    private final String ruleId;
    private final int logicVersion;
    private final RuleLogic logic;
    private final CompiledQuery query;
    private final List<CompiledQuery> followUps;
    private final @Nullable Evaluator condition;

    /** @param logicVersion the version that last changed the logic; part of every match id */
    public CompiledRule(String ruleId, int logicVersion, RuleLogic logic) {
        this.ruleId = ruleId;
        this.logicVersion = logicVersion;
        this.logic = logic;
        this.query = CompiledQuery.of(logic.query());
        this.condition = logic instanceof SigmaLogic sigma ? Evaluator.of(sigma.condition()) : null;
        this.followUps = switch (logic) {
            case QueryLogic ignored -> List.of();
            case SigmaLogic ignored -> List.of();
            case CorrelationLogic ignored -> List.of();
            case NewTermsLogic ignored -> List.of();
            case FrequencyLogic frequency ->
                frequency.followUps().stream()
                        .map(FollowUpLogic::query)
                        .map(CompiledQuery::of)
                        .toList();
        };
    }

    public String ruleId() {
        return ruleId;
    }

    public int logicVersion() {
        return logicVersion;
    }

    public RuleLogic logic() {
        return logic;
    }

    /** Texts of which an event's JSON holds one when it is anything to this rule; empty when that cannot be said. */
    public List<RequiredText> requiredTexts() {
        List<Query> queries = new ArrayList<>(List.of(logic.query()));
        if (logic instanceof FrequencyLogic frequency) {
            frequency.followUps().forEach(followUp -> queries.add(followUp.query()));
        }
        List<RequiredText> texts =
                queries.stream().map(RequiredText::of).flatMap(Optional::stream).toList();
        return texts.size() == queries.size() ? texts : List.of();
    }

    /** Says what the event is to this rule, of correlations nothing; nothing, one thing, or a hit and follow-ups at once. */
    public void detect(Event event, Consumer<Detection> into) {
        if (condition != null) {
            if (condition.matches(FlatEvent.of(event.fields()))) {
                into.accept(new Detection.QueryMatch(this));
            }
            return;
        }
        Document document = Document.of(event.fields());
        boolean matches = query.matches(document);
        switch (logic) {
            case SigmaLogic ignored -> {}
            case CorrelationLogic ignored -> {}
            case NewTermsLogic ignored -> {
                if (matches) {
                    into.accept(new Detection.TermHit(this));
                }
            }
            case QueryLogic ignored -> {
                if (matches) {
                    into.accept(new Detection.QueryMatch(this));
                }
            }
            case FrequencyLogic frequency -> {
                Optional<GroupKey> group = GroupKey.of(event, frequency.groupBy());
                if (matches) {
                    into.accept(group.<Detection>map(key -> new Detection.GroupHit(this, key))
                            .orElseGet(() -> new Detection.Ungrouped(this)));
                }
                group.ifPresent(key -> detectFollowUps(document, key, into));
            }
        }
    }

    private void detectFollowUps(Document document, GroupKey group, Consumer<Detection> into) {
        for (int i = 0; i < followUps.size(); i++) {
            if (followUps.get(i).matches(document)) {
                into.accept(new Detection.GroupFollowUp(this, group, i));
            }
        }
    }
}
