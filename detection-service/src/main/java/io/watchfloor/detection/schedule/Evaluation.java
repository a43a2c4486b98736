package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.match.Firing;
import io.watchfloor.detection.match.FiringRule;
import io.watchfloor.detection.match.FiringRule.Counting;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.Query;
import io.watchfloor.rules.match.Detection;
import io.watchfloor.rules.match.GroupKey;
import io.watchfloor.rules.match.RuleLogic;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import io.watchfloor.rules.match.RuleLogic.FollowUpLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.match.RuleLogic.QueryLogic;
import io.watchfloor.rules.match.RuleLogic.SigmaLogic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What fires for the events of a slice. A frequency rule looks further: at all that its groups have in the window
 * before, the window after and the time of its follow-ups, so that bursts are counted whole.
 */
@ApplicationScoped
public class Evaluation {
    private static final int GROUPS_AT_ONCE = 20;

    private final EventSearch search;
    private final ScheduleConfig config;
    private final Clock clock;

    Evaluation(EventSearch search, ScheduleConfig config, Clock clock) {
        this.search = search;
        this.config = config;
        this.clock = clock;
    }

    /** A group with new events, and what finds its others. */
    private record Touched(GroupKey key, Query filter, Instant earliest, Instant latest, Set<String> fresh) {
        Touched and(Event event) {
            fresh.add(event.id());
            Instant time = event.timestamp();
            return new Touched(
                    key,
                    filter,
                    time.isBefore(earliest) ? time : earliest,
                    time.isAfter(latest) ? time : latest,
                    fresh);
        }
    }

    /**
     * The messages to send.
     *
     * @param narrowing holds for the events of the slice in addition to the rule
     */
    Uni<List<MatchMessage>> fire(ActiveRule rule, Match.Trigger trigger, Slice slice, Query narrowing) {
        TenantId tenant = rule.rule().tenant();
        RuleLogic logic = rule.compiled().logic();
        Query asked = Query.and(List.of(narrowing, wanted(logic)));
        Uni<List<Event>> fresh = search.all(tenant, asked, slice).emitOn(Infrastructure.getDefaultWorkerPool());
        return switch (logic) {
            case QueryLogic ignored -> fresh.map(events -> ofEvents(rule, trigger, events));
            case SigmaLogic ignored -> fresh.map(events -> ofEvents(rule, trigger, events));
            case Correlating correlation ->
                fresh.chain(events -> ofCorrelation(rule, trigger, correlation, events, slice));
            case FrequencyLogic frequency ->
                fresh.map(events -> touched(rule, frequency, events))
                        .chain(groups -> ofGroups(rule, trigger, frequency, groups, slice));
        };
    }

    private static Query wanted(RuleLogic logic) {
        List<Query> any = new ArrayList<>(List.of(logic.query()));
        if (logic instanceof FrequencyLogic frequency) {
            frequency.followUps().stream().map(FollowUpLogic::query).forEach(any::add);
        }
        return Query.or(any);
    }

    private List<MatchMessage> ofEvents(ActiveRule rule, Match.Trigger trigger, List<Event> events) {
        List<MatchMessage> fired = new ArrayList<>();
        for (Event event : events) {
            rule.compiled()
                    .detect(
                            event,
                            detection -> fired.add(
                                    firing(rule, trigger, Firing.NO_GROUP, Firing.isLate(event, config.lateness()))
                                            .ofEvent(event)));
        }
        return fired;
    }

    /** Correlations look at all that can be in a window with the events of the slice. */
    private Uni<List<MatchMessage>> ofCorrelation(
            ActiveRule rule, Match.Trigger trigger, Correlating logic, List<Event> fresh, Slice slice) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        CorrelationRange range = CorrelationRange.around(logic, fresh);
        return search.all(rule.rule().tenant(), wanted(logic), slice.around(range.from(), range.to()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(events -> CorrelatedEvents.of(rule, logic, events)
                        .fire(range.fresh(), group -> firing(rule, trigger, group, false)));
    }

    private static List<Touched> touched(ActiveRule rule, FrequencyLogic logic, List<Event> events) {
        Map<GroupKey, Touched> groups = new HashMap<>();
        for (Event event : events) {
            rule.compiled().detect(event, detection -> {
                GroupKey key = groupOf(detection);
                if (key != null) {
                    Touched known = groups.get(key);
                    Touched group = known != null ? known : first(key, logic, event);
                    groups.put(key, group.and(event));
                }
            });
        }
        return groups.values().stream()
                .sorted(Comparator.comparing(Touched::earliest))
                .toList();
    }

    private static Touched first(GroupKey key, FrequencyLogic logic, Event event) {
        List<Query> values = new ArrayList<>();
        logic.groupBy().forEach(field -> values.add(new Query.Phrase(field, String.valueOf(event.text(field)))));
        return new Touched(key, Query.and(values), event.timestamp(), event.timestamp(), new HashSet<>());
    }

    private static @org.jspecify.annotations.Nullable GroupKey groupOf(Detection detection) {
        return switch (detection) {
            case Detection.GroupHit(var rule, var group) -> group;
            case Detection.GroupFollowUp(var rule, var group, var index) -> group;
            case Detection.QueryMatch ignored -> null;
            case Detection.TermHit ignored -> null;
            case Detection.Ungrouped ignored -> null;
        };
    }

    private Uni<List<MatchMessage>> ofGroups(
            ActiveRule rule, Match.Trigger trigger, FrequencyLogic logic, List<Touched> groups, Slice slice) {
        int batches = Math.ceilDiv(groups.size(), GROUPS_AT_ONCE);
        return Multi.createFrom()
                .iterable(IntStream.range(0, batches).boxed().toList())
                .onItem()
                .transformToUniAndConcatenate(i -> ofBatch(
                        rule,
                        trigger,
                        logic,
                        groups.subList(i * GROUPS_AT_ONCE, Math.min(groups.size(), (i + 1) * GROUPS_AT_ONCE)),
                        slice))
                .collect()
                .asList()
                .map(parts -> parts.stream().flatMap(List::stream).toList());
    }

    private Uni<List<MatchMessage>> ofBatch(
            ActiveRule rule, Match.Trigger trigger, FrequencyLogic logic, List<Touched> groups, Slice slice) {
        Duration after = logic.followUps().stream()
                .map(FollowUpLogic::timeAfter)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration margin = logic.window().plus(after).plusMillis(1);
        Instant from = groups.getFirst().earliest().minus(margin);
        Instant to = groups.stream()
                .map(Touched::latest)
                .max(Comparator.naturalOrder())
                .orElse(from)
                .plus(margin);
        Query filter = Query.or(groups.stream().map(Touched::filter).toList());
        return search.all(rule.rule().tenant(), Query.and(List.of(wanted(logic), filter)), slice.around(from, to))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(events -> counted(rule, trigger, logic, groups, events));
    }

    private List<MatchMessage> counted(
            ActiveRule rule, Match.Trigger trigger, FrequencyLogic logic, List<Touched> groups, List<Event> events) {
        Map<GroupKey, GroupCount> counts = new HashMap<>();
        Set<String> late = new HashSet<>();
        groups.forEach(group -> counts.put(group.key(), new GroupCount()));
        for (Event event : events) {
            if (Firing.isLate(event, config.lateness())) {
                late.add(event.id());
            }
            rule.compiled().detect(event, detection -> count(counts, detection, event));
        }
        List<MatchMessage> fired = new ArrayList<>();
        for (Touched group : groups) {
            boolean isLate = group.fresh().stream().anyMatch(late::contains);
            GroupCount count = java.util.Objects.requireNonNull(counts.get(group.key()));
            fired.addAll(count.fire(firing(rule, trigger, group.key(), isLate), Counting.of(logic), group.fresh()));
        }
        return fired;
    }

    private static void count(Map<GroupKey, GroupCount> counts, Detection detection, Event event) {
        GroupCount group = counts.get(groupOf(detection));
        if (group != null && detection instanceof Detection.GroupFollowUp followUp) {
            group.followUp(event, followUp.index());
        } else if (group != null) {
            group.hit(event);
        }
    }

    private Firing firing(ActiveRule rule, Match.Trigger trigger, GroupKey group, boolean late) {
        return new Firing(FiringRule.of(rule.rule()), group, trigger, late, clock.instant());
    }
}
