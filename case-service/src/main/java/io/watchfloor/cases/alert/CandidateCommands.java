package io.watchfloor.cases.alert;

import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.Match;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.inbox.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns a candidate into a command of the intake; {@link IllegalArgumentException} when it is not one. */
final class CandidateCommands {
    private CandidateCommands() {}

    static IntakeCommand of(Delivery delivery) {
        Candidate candidate = delivery.as(Candidate.class);
        Envelope envelope = delivery.envelope();
        if (!envelope.tenant().value().equals(candidate.tenantId())) {
            throw new IllegalArgumentException("the candidate's tenant is not that of its envelope");
        }
        Candidate.Dedup dedup = candidate.dedup();
        DedupIdentity identity = new DedupIdentity(
                dedup.profile(), dedup.values(), dedup.hash(), Duration.ofSeconds(dedup.windowSeconds()));
        String ruleId = candidate.ruleId();
        return new IntakeCommand(
                identity,
                ruleId == null ? IntakeCommand.ADHOC : IntakeCommand.ofRule(ruleId),
                content(candidate),
                ruleId == null ? null : new RuleRef(ruleId, candidate.ruleVersion(), candidate.ruleName()),
                candidate.occurrences(),
                new Match.Window(candidate.firstSeen(), candidate.lastSeen()),
                candidate.caseWish() ? CaseWish.AUTOMATIC : CaseWish.NONE,
                candidate.escalation(),
                new Actor(
                        "service", envelope.source().substring(envelope.source().lastIndexOf('/') + 1)),
                new Cause(correlation(candidate, envelope), envelope.id()));
    }

    private static AlertContent content(Candidate candidate) {
        return new AlertContent(
                candidate.title(),
                candidate.description(),
                candidate.severity(),
                false,
                candidate.source(),
                host(candidate),
                candidate.observables(),
                candidate.tags(),
                candidate.techniques());
    }

    private static @Nullable String host(Candidate candidate) {
        return candidate.dedup().values().entrySet().stream()
                .filter(entry -> entry.getKey().equals("host") || entry.getKey().equals("host.name"))
                .flatMap(entry -> entry.getValue().stream())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String correlation(Candidate candidate, Envelope envelope) {
        return envelope.correlationId() == null && !candidate.matchIds().isEmpty()
                ? candidate.matchIds().getFirst()
                : envelope.correlationId();
    }
}
