package io.watchfloor.cases.alert;

import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.cases.workflow.Grouping;
import io.watchfloor.cases.workflow.Verdict;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An alert. Every change gives a new value with a higher version. */
record Alert(
        AlertId id,
        AlertContent content,
        @Nullable RuleRef rule,
        DedupIdentity dedup,
        Lineage lineage,
        Triage triage,
        Tally tally,
        List<CaseId> caseIds,
        Stamp stamp) {
    Alert {
        caseIds = List.copyOf(caseIds);
    }

    /**
     * Where the alert stands among the alerts of its dedup key.
     *
     * @param generation 1 for the first
     * @param openForGrouping at most one alert of a key is
     * @param priorVerdict what the previous one, or this one before it was re-opened, turned out to be
     */
    record Lineage(
            int generation,
            boolean openForGrouping,
            @Nullable AlertId previous,
            @Nullable Verdict priorVerdict) {}

    /** What people did with it. {@code closedAt} is set while the status is terminal. */
    record Triage(
            AlertStatus status,
            @Nullable Verdict verdict,
            @Nullable String assignee,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant closedAt,
            @Nullable Instant reopenedAt,
            int reopenCount) {
        static final Triage UNTOUCHED = new Triage(AlertStatus.NEW, null, null, null, null, null, null, 0);
    }

    /**
     * The events that count.
     *
     * @param occurrences distinct events
     * @param late distinct events that arrived after closing but happened before
     * @param stored how many of both are kept one by one
     * @param truncated some were only counted
     */
    record Tally(long occurrences, long late, int stored, boolean truncated, Instant firstSeen, Instant lastSeen) {
        /** Nothing counted yet. */
        static Tally none(Instant firstSeen, Instant lastSeen) {
            return new Tally(0, 0, 0, false, firstSeen, lastSeen);
        }

        Tally counted(List<Occurrence> events, int newlyStored) {
            Instant first = events.getFirst().eventTime();
            Instant last = events.getLast().eventTime();
            return new Tally(
                    occurrences + events.size(),
                    late,
                    stored + newlyStored,
                    truncated || newlyStored < events.size(),
                    first.isBefore(firstSeen) ? first : firstSeen,
                    last.isAfter(lastSeen) ? last : lastSeen);
        }

        Tally late(List<Occurrence> events, int newlyStored) {
            return new Tally(
                    occurrences,
                    late + events.size(),
                    stored + newlyStored,
                    truncated || newlyStored < events.size(),
                    firstSeen,
                    lastSeen);
        }
    }

    record Stamp(String createdBy, Instant createdAt, Instant updatedAt, long version) {}

    /** The first alert of a dedup key, or the next one after {@code previous}. */
    static Alert begin(AlertId id, IntakeCommand command, @Nullable Alert previous, Tally tally, Instant now) {
        Verdict prior = previous == null ? null : previous.triage().verdict();
        List<String> tags = prior == Verdict.FALSE_POSITIVE
                ? Stream.concat(command.content().tags().stream(), Stream.of("recurrence-of-fp"))
                        .toList()
                : command.content().tags();
        return new Alert(
                id,
                command.content().withTags(tags),
                command.rule(),
                command.dedup(),
                new Lineage(
                        previous == null ? 1 : previous.lineage().generation() + 1,
                        true,
                        previous == null ? null : previous.id(),
                        prior),
                Triage.UNTOUCHED,
                tally,
                List.of(),
                new Stamp(command.actor().id(), now, now, 1));
    }

    /** What grouping needs to know of it. */
    Grouping.Generation generation() {
        return new Grouping.Generation(
                triage.status(), lineage.openForGrouping(), tally.firstSeen(), tally.lastSeen(), triage.closedAt());
    }

    Alert with(Tally next, Instant now) {
        return new Alert(id, content, rule, dedup, lineage, triage, next, caseIds, next(now));
    }

    Alert with(AlertContent next, Instant now) {
        return new Alert(id, next, rule, dedup, lineage, triage, tally, caseIds, next(now));
    }

    Alert with(Triage next, Instant now) {
        boolean open = lineage.openForGrouping() && next.status() != AlertStatus.FALSE_POSITIVE;
        Lineage ended = new Lineage(lineage.generation(), open, lineage.previous(), lineage.priorVerdict());
        return new Alert(id, content, rule, dedup, ended, next, tally, caseIds, next(now));
    }

    /** At least this severe, unless a person set the severity. */
    Alert raised(Severity least, Instant now) {
        return content.severityLocked() || content.severity().compareTo(least) >= 0
                ? this
                : with(content.withSeverity(least, false), now);
    }

    /** Takes no further events: a later alert of the key begins. */
    Alert ended(Instant now) {
        Lineage ended = new Lineage(lineage.generation(), false, lineage.previous(), lineage.priorVerdict());
        return new Alert(id, content, rule, dedup, ended, triage, tally, caseIds, next(now));
    }

    /** New again after it was resolved; the assignee stays. */
    Alert reopened(Instant now) {
        Lineage again = new Lineage(lineage.generation(), true, lineage.previous(), triage.verdict());
        Triage fresh = new Triage(
                AlertStatus.NEW,
                null,
                triage.assignee(),
                triage.acknowledgedAt(),
                null,
                null,
                now,
                triage.reopenCount() + 1);
        return new Alert(id, content, rule, dedup, again, fresh, tally, caseIds, next(now));
    }

    Alert linked(CaseId added, Instant now) {
        List<CaseId> all = Stream.concat(caseIds.stream(), Stream.of(added)).toList();
        return new Alert(id, content, rule, dedup, lineage, triage, tally, all, next(now));
    }

    private Stamp next(Instant now) {
        return new Stamp(stamp.createdBy(), stamp.createdAt(), now, stamp.version() + 1);
    }
}
