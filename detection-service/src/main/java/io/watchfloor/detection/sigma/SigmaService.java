package io.watchfloor.detection.sigma;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.RuleProblem;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.detection.rule.SigmaText;
import io.watchfloor.detection.rule.TestStatusRepository;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Exports Sigma rules and runs their tests. */
@ApplicationScoped
class SigmaService {
    private final RuleService rules;
    private final TenantDatabase database;
    private final TestStatusRepository statuses;

    SigmaService(RuleService rules, TenantDatabase database, TestStatusRepository statuses) {
        this.rules = rules;
        this.database = database;
        this.statuses = statuses;
    }

    /** A rule's document. */
    record Document(RuleId ruleId, int version, String yaml) {}

    /** The document as it was written; 409 when the rule has none. */
    Uni<Document> document(Caller caller, String ruleId) {
        return rules.get(caller, ruleId).map(SigmaService::document);
    }

    /** Runs the rule's tests and keeps what they came to. */
    Uni<TestReport> test(Caller caller, String ruleId) {
        return rules.get(caller, ruleId)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(SigmaService::tested)
                .call(report -> database.inTenant(
                        caller.tenant(),
                        connection -> statuses.store(
                                connection, Collections.singletonMap(report.ruleId(), report.testStatus()))));
    }

    private static TestReport tested(Rule rule) {
        return SigmaText.trial(rule.spec())
                .map(trial -> TestReport.of(rule, trial))
                .orElseThrow(() -> notSigma(rule));
    }

    private static Document document(Rule rule) {
        @Nullable String yaml = rule.spec().sigma();
        if (yaml == null) {
            throw notSigma(rule);
        }
        return new Document(rule.id(), rule.version(), yaml);
    }

    private static ProblemException notSigma(Rule rule) {
        return new ProblemException(
                RuleProblem.NOT_SIGMA,
                "This is a " + rule.spec().ruleType() + " rule: Sigma has no words for it, read it as JSON from "
                        + rule.id());
    }
}
