package io.watchfloor.cases.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.cases.workflow.Grouping;
import io.watchfloor.cases.workflow.Verdict;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertPlanTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AlertId HOLDER = new AlertId(new UUID(7, 7));
    private final AtomicLong ids = new AtomicLong(100);

    @Test
    void theFirstEventsMakeAnAlertThatCountsThem() {
        AlertPlan.Step step = only(plan(null, Severity.MEDIUM, 0, 1, 2));
        assertThat(step.inserted()).isTrue();
        assertThat(step.after().id()).isEqualTo(HOLDER);
        assertThat(step.after().tally()).isEqualTo(new Alert.Tally(3, 0, 3, false, at(0), at(2)));
        assertThat(step.changes()).containsExactly(AlertChange.CREATED);
        assertThat(step.after().lineage()).isEqualTo(new Alert.Lineage(1, true, null, null));
    }

    @Test
    void furtherEventsCountAndRaiseTheSeverityButNeverLowerIt() {
        Alert alert = only(plan(null, Severity.MEDIUM, 0)).after();
        Alert high = only(plan(alert, Severity.HIGH, 1)).after();
        AlertPlan.Step low = only(plan(high, Severity.LOW, 2));
        assertThat(high.content().severity()).isEqualTo(Severity.HIGH);
        assertThat(low.after().content().severity()).isEqualTo(Severity.HIGH);
        assertThat(low.after().tally().occurrences()).isEqualTo(3);
        assertThat(low.changes()).containsExactly(AlertChange.DEDUPLICATED);
        assertThat(low.after().stamp().version()).isGreaterThan(high.stamp().version());
    }

    @Test
    void aSeveritySetByHandStays() {
        Alert alert = only(plan(null, Severity.MEDIUM, 0)).after();
        Alert locked = alert.with(alert.content().withSeverity(Severity.LOW, true), NOON);
        assertThat(only(plan(locked, Severity.CRITICAL, 1)).after().content().severity())
                .isEqualTo(Severity.LOW);
    }

    @Test
    void anEventFromBeforeMovesTheBeginning() {
        Alert alert = only(plan(null, Severity.MEDIUM, 10)).after();
        Alert.Tally tally = only(plan(alert, Severity.MEDIUM, 3)).after().tally();
        assertThat(tally.firstSeen()).isEqualTo(at(3));
        assertThat(tally.lastSeen()).isEqualTo(at(10));
    }

    @Test
    void theWindowEndsAnAlertAndTheNextOnePointsBack() {
        Alert alert = only(plan(null, Severity.MEDIUM, 0)).after();
        List<AlertPlan.Step> steps = plan(alert, Severity.MEDIUM, 61);
        assertThat(steps).hasSize(2);
        assertThat(steps.get(0).after().lineage().openForGrouping()).isFalse();
        assertThat(steps.get(0).after().tally()).isEqualTo(alert.tally());
        assertThat(steps.get(1).inserted()).isTrue();
        assertThat(steps.get(1).after().lineage()).isEqualTo(new Alert.Lineage(2, true, alert.id(), null));
    }

    @Test
    void burstsOfOneCommandAreAlertsOfTheirOwn() {
        List<AlertPlan.Step> steps = plan(null, Severity.MEDIUM, 0, 1, 100, 200, 201);
        assertThat(steps).extracting(step -> step.after().tally().occurrences()).containsExactly(2L, 1L, 2L);
        assertThat(steps)
                .extracting(step -> step.after().lineage().openForGrouping())
                .containsExactly(false, false, true);
        assertThat(steps)
                .extracting(step -> step.after().lineage().generation())
                .containsExactly(1, 2, 3);
        assertThat(steps).extracting(step -> step.after().id()).doesNotHaveDuplicates();
    }

    @Test
    void aResolvedAlertIsNewAgainAndKeepsItsAssignee() {
        Alert resolved = closed(AlertStatus.RESOLVED, Verdict.TRUE_POSITIVE);
        AlertPlan.Step step = only(plan(resolved, Severity.MEDIUM, 31));
        Alert.Triage triage = step.after().triage();
        assertThat(triage.status()).isEqualTo(AlertStatus.NEW);
        assertThat(triage.assignee()).isEqualTo("ana");
        assertThat(triage.verdict()).isNull();
        assertThat(triage.closedAt()).isNull();
        assertThat(triage.reopenCount()).isEqualTo(1);
        assertThat(step.after().lineage().priorVerdict()).isEqualTo(Verdict.TRUE_POSITIVE);
        assertThat(step.changes()).contains(AlertChange.REOPENED);
        assertThat(step.after().tally().occurrences()).isEqualTo(2);
    }

    @Test
    void whatHappenedBeforeClosingOnlyCountsAsLate() {
        Alert resolved = closed(AlertStatus.RESOLVED, Verdict.TRUE_POSITIVE);
        AlertPlan.Step step = only(plan(resolved, Severity.CRITICAL, 5, 30));
        assertThat(step.after().triage()).isEqualTo(resolved.triage());
        assertThat(step.after().tally().late()).isEqualTo(2);
        assertThat(step.after().tally().occurrences()).isEqualTo(1);
        assertThat(step.after().content()).isEqualTo(resolved.content());
        assertThat(step.late()).hasSize(2);
    }

    @Test
    void aFalsePositiveThatHappensAgainIsANewAlertWithATag() {
        Alert wrong = closed(AlertStatus.FALSE_POSITIVE, Verdict.FALSE_POSITIVE);
        AlertPlan.Step step = only(plan(wrong, Severity.MEDIUM, 31));
        assertThat(step.inserted()).isTrue();
        assertThat(step.after().lineage()).isEqualTo(new Alert.Lineage(2, true, wrong.id(), Verdict.FALSE_POSITIVE));
        assertThat(step.after().content().tags()).contains("recurrence-of-fp");
    }

    @Test
    void eventsBeyondTheRoomAreOnlyCounted() {
        List<Occurrence> events = events(0, 1, 2);
        AlertPlan.Claim claim = new AlertPlan.Claim(HOLDER, events, Set.of("e0"));
        Alert.Tally tally = only(AlertPlan.of(command(Severity.LOW, null, events), claim, null, setting()))
                .after()
                .tally();
        assertThat(tally).isEqualTo(new Alert.Tally(3, 0, 1, true, at(0), at(2)));
    }

    @Test
    void anEscalationWithoutEventsMakesAnAlertThatWaitsForThem() {
        var escalation = new Match.Escalation("success", "ESCALATE_TO_HIGH", "s1", at(9));
        AlertPlan.Claim nothing = new AlertPlan.Claim(HOLDER, List.of(), Set.of());
        IntakeCommand command = command(Severity.HIGH, escalation, List.of());
        AlertPlan.Step step = only(AlertPlan.of(command, nothing, null, setting()));
        assertThat(step.after().tally().occurrences()).isZero();
        assertThat(step.after().content().severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void observablesAreJoinedUpToTheirLimit() {
        Alert alert = only(plan(null, Severity.MEDIUM, 0)).after();
        List<Occurrence> events = events(1);
        IntakeCommand more = new IntakeCommand(
                alert.dedup(),
                IntakeCommand.ADHOC,
                content(Severity.MEDIUM, "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"),
                null,
                events,
                new Match.Window(NOON, NOON),
                CaseWish.NONE,
                null,
                new Actor("user", "ana"),
                Cause.NONE);
        AlertPlan.Claim claim = new AlertPlan.Claim(alert.id(), events, Set.of("e1"));
        assertThat(only(AlertPlan.of(more, claim, alert, setting()))
                        .after()
                        .content()
                        .observables())
                .extracting(ObservableValue::value)
                .containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
    }

    private Alert closed(AlertStatus status, Verdict verdict) {
        Alert alert = only(plan(null, Severity.MEDIUM, 0)).after();
        return alert.with(new Alert.Triage(status, verdict, "ana", at(20), at(30), at(30), null, 0), at(30));
    }

    private List<AlertPlan.Step> plan(Alert latest, Severity severity, long... minutes) {
        List<Occurrence> events = events(minutes);
        Set<String> stored = events.stream().map(Occurrence::eventId).collect(Collectors.toSet());
        return AlertPlan.of(
                command(severity, null, events), new AlertPlan.Claim(HOLDER, events, stored), latest, setting());
    }

    private static AlertPlan.Step only(List<AlertPlan.Step> steps) {
        assertThat(steps).hasSize(1);
        return steps.getFirst();
    }

    private AlertPlan.Setting setting() {
        return new AlertPlan.Setting(
                new Grouping(Duration.ofHours(1), Duration.ofDays(7), Duration.ofHours(72)),
                () -> new AlertId(new UUID(0, ids.incrementAndGet())),
                NOON,
                3);
    }

    private static IntakeCommand command(Severity severity, Match.Escalation escalation, List<Occurrence> events) {
        return new IntakeCommand(
                new DedupIdentity("client", Map.of(), "v1:" + "ab".repeat(32), Duration.ofHours(1)),
                IntakeCommand.ADHOC,
                content(severity, "192.0.2.1"),
                null,
                events,
                new Match.Window(NOON, NOON),
                CaseWish.NONE,
                escalation,
                new Actor("user", "ana"),
                Cause.NONE);
    }

    private static AlertContent content(Severity severity, String... addresses) {
        return new AlertContent(
                "Logins",
                "",
                severity,
                false,
                "test",
                null,
                Arrays.stream(addresses)
                        .map(address -> new ObservableValue("ip", address))
                        .toList(),
                List.of(),
                List.of());
    }

    private static List<Occurrence> events(long... minutes) {
        return Arrays.stream(minutes)
                .mapToObj(minute -> new Occurrence("e" + minute, at(minute)))
                .toList();
    }

    private static Instant at(long minutes) {
        return NOON.plusSeconds(60 * minutes);
    }
}
