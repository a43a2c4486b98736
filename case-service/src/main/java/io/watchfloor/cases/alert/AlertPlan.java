package io.watchfloor.cases.alert;

import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.Grouping;
import io.watchfloor.cases.workflow.Placement;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what events do to the alerts of their dedup key. Pure: the steps are stored by {@link AlertIntake}. */
final class AlertPlan {
    /**
     * The events of a command that count, because no earlier one had them.
     *
     * @param holder the alert that they are stored under until the plan says otherwise
     * @param stored ids of those that are kept one by one; the others are only counted
     */
    record Claim(AlertId holder, List<Occurrence> fresh, Set<String> stored) {
        Claim {
            fresh = List.copyOf(fresh);
            stored = Set.copyOf(stored);
        }

        int stored(List<Occurrence> events) {
            return (int) events.stream()
                    .filter(event -> stored.contains(event.eventId()))
                    .count();
        }
    }

    /** What does not depend on the command. */
    record Setting(Grouping grouping, Supplier<AlertId> newIds, Instant now, int maxObservables) {}

    /**
     * One alert to write.
     *
     * @param previous the alert that a new one follows
     * @param inserted whether it is new
     * @param severityBefore what the severity was, for an alert that was there
     */
    record Step(
            Alert after,
            boolean inserted,
            @Nullable Alert previous,
            @Nullable Severity severityBefore,
            Set<AlertChange> changes,
            List<Occurrence> counted,
            List<Occurrence> late) {
        Step {
            changes = Set.copyOf(changes);
            counted = List.copyOf(counted);
            late = List.copyOf(late);
        }

        private Step then(Alert next) {
            return new Step(next, inserted, previous, severityBefore, changes, counted, late);
        }
    }

    private final IntakeCommand command;
    private final Claim claim;
    private final Setting setting;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Alert current;

    private AlertPlan(IntakeCommand command, Claim claim, @Nullable Alert latest, Setting setting) {
        this.command = command;
        this.claim = claim;
        this.setting = setting;
        this.current = latest;
    }

    /**
     * The alerts to write, in order.
     *
     * @param latest the latest alert of the dedup key, if there is one
     */
    static List<Step> of(IntakeCommand command, Claim claim, @Nullable Alert latest, Setting setting) {
        AlertPlan plan = new AlertPlan(command, claim, latest, setting);
        List<Grouping.Portion> portions =
                setting.grouping().divide(latest == null ? null : latest.generation(), claim.fresh());
        portions.forEach(plan::add);
        if (portions.isEmpty() && latest == null) {
            plan.begin(null, List.of());
        }
        return List.copyOf(plan.steps);
    }

    private void add(Grouping.Portion portion) {
        List<Occurrence> events = portion.occurrences();
        Alert present = current;
        if (present == null || portion.placement() == Placement.NEW_GENERATION) {
            end(present);
            begin(present, events);
        } else if (portion.placement() == Placement.LATE) {
            Alert after = present.with(present.tally().late(events, claim.stored(events)), setting.now());
            write(present, after, EnumSet.of(AlertChange.UPDATED), portion);
        } else {
            boolean reopens = portion.placement() == Placement.REOPENED;
            count(present, reopens ? present.reopened(setting.now()) : present, portion);
        }
    }

    private void count(Alert present, Alert open, Grouping.Portion portion) {
        Alert counted = open.with(
                        open.tally().counted(portion.occurrences(), claim.stored(portion.occurrences())), setting.now())
                .with(open.content().with(command.content(), setting.maxObservables()), setting.now());
        Alert after =
                command.escalation() == null ? counted.raised(command.content().severity(), setting.now()) : counted;
        Set<AlertChange> changes = EnumSet.of(AlertChange.DEDUPLICATED);
        if (portion.placement() == Placement.REOPENED) {
            changes.add(AlertChange.REOPENED);
        }
        if (after.content().severity() != present.content().severity()) {
            changes.add(AlertChange.SEVERITY_RAISED);
        }
        write(present, after, changes, portion);
    }

    private void write(Alert present, Alert after, Set<AlertChange> changes, Grouping.Portion portion) {
        boolean late = portion.placement() == Placement.LATE;
        List<Occurrence> events = portion.occurrences();
        steps.add(new Step(
                after,
                false,
                null,
                present.content().severity(),
                changes,
                late ? List.of() : events,
                late ? events : List.of()));
        current = after;
    }

    /** An alert that took events until now takes none any more. */
    private void end(@Nullable Alert present) {
        if (present == null || !present.lineage().openForGrouping()) {
            return;
        }
        Alert ended = present.ended(setting.now());
        if (!steps.isEmpty() && steps.getLast().after().id().equals(present.id())) {
            steps.set(steps.size() - 1, steps.getLast().then(ended));
        } else {
            steps.add(new Step(
                    ended,
                    false,
                    null,
                    present.content().severity(),
                    EnumSet.noneOf(AlertChange.class),
                    List.of(),
                    List.of()));
        }
    }

    private void begin(@Nullable Alert previous, List<Occurrence> events) {
        boolean first = steps.stream().noneMatch(Step::inserted);
        boolean reserved = previous == null || !claim.holder().equals(previous.id());
        AlertId id = first && reserved ? claim.holder() : setting.newIds().get();
        Alert after = Alert.begin(id, command, previous, tally(events), setting.now());
        steps.add(new Step(after, true, previous, null, EnumSet.of(AlertChange.CREATED), events, List.of()));
        current = after;
    }

    private Alert.Tally tally(List<Occurrence> events) {
        return events.isEmpty()
                ? Alert.Tally.none(command.seen().start(), command.seen().end())
                : Alert.Tally.none(
                                events.getFirst().eventTime(), events.getLast().eventTime())
                        .counted(events, claim.stored(events));
    }
}
