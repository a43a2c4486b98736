package io.watchfloor.promotion.promote;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.promotion.rule.RuleProjection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Promotes one log: looks up rule and log, renders, lets case-service decide, records who did it. Creates nothing of its
 * own, so a failure on the way leaves nothing behind and the same call again continues where it stopped.
 */
@ApplicationScoped
class PromotionService {
    private final SearchClient search;
    private final CasesClient cases;
    private final TenantDatabase database;
    private final RuleProjection rules;
    private final SuppressionCheck suppressions;
    private final AuditTrail audit;

    PromotionService(
            @RestClient SearchClient search,
            @RestClient CasesClient cases,
            TenantDatabase database,
            RuleProjection rules,
            SuppressionCheck suppressions,
            AuditTrail audit) {
        this.search = search;
        this.cases = cases;
        this.database = database;
        this.rules = rules;
        this.suppressions = suppressions;
        this.audit = audit;
    }

    /**
     * @param authorization the caller's own credential, with which the other services are called
     */
    Uni<PromotionView> promote(Caller caller, String authorization, String logId, PromotionRequest asked) {
        SuppressionCheck.checkRight(caller, asked);
        return rule(caller, asked.ruleId())
                .chain(rule -> log(caller, authorization, logId)
                        .chain(log -> suppressions
                                .check(caller, log, asked)
                                .emitOn(Infrastructure.getDefaultWorkerPool())
                                .chain(passed -> take(AlertRequest.of(log, rule.orElse(null), asked), authorization)
                                        .call(view -> recorded(caller, logId, view, passed)))));
    }

    private Uni<Optional<RuleVersion>> rule(Caller caller, @Nullable String ruleId) {
        if (ruleId == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        String tenant = caller.tenant().value();
        return database.inTenant(caller.tenant(), connection -> rules.find(connection, tenant, List.of(ruleId)))
                .map(found -> Optional.of(enabled(ruleId, found.get(ruleId))));
    }

    private static RuleVersion enabled(String ruleId, @Nullable RuleVersion rule) {
        if (rule == null) {
            throw ProblemException.notFound("rule", ruleId);
        }
        if (!rule.enabled()) {
            throw new ProblemException(
                            PromotionProblem.RULE_DISABLED,
                            "Rule " + ruleId + " is disabled; enable it or promote without rule_id")
                    .with("rule_id", ruleId);
        }
        return rule;
    }

    private Uni<Event> log(Caller caller, String authorization, String logId) {
        return search.log(logId, authorization)
                .map(PromotionService::event)
                .onFailure(e -> !(e instanceof ProblemException))
                .transform(e -> UpstreamAnswers.away(SearchClient.NAME, e))
                .invoke(event -> refuseForeign(caller, event, logId));
    }

    private static Event event(JsonNode answer) {
        // A service that promotes is told where the event is in the topic of all tenants; what becomes of it is shown
        // to users.
        return ContractJson.mapper().convertValue(answer, Event.class).without(Event.SEQUENCE);
    }

    private static void refuseForeign(Caller caller, Event event, String logId) {
        if (!event.tenant().equals(caller.tenant().value())) {
            throw ProblemException.notFound("log", logId);
        }
    }

    private Uni<PromotionView> take(AlertRequest alert, String authorization) {
        return cases.take(alert, authorization)
                .map(answer -> PromotionView.of(answer, alert))
                .onFailure(e -> !(e instanceof ProblemException))
                .transform(e -> UpstreamAnswers.away(CasesClient.NAME, e));
    }

    private Uni<Void> recorded(Caller caller, String logId, PromotionView view, Map<String, String> passed) {
        Map<String, String> details = new HashMap<>(passed);
        details.put("alert_id", view.alert().path("id").asText());
        details.put("created", Boolean.toString(view.created()));
        details.put("replayed", Boolean.toString(view.replayed()));
        if (view.incident() != null) {
            details.put("case_id", view.incident().path("id").asText());
        }
        if (view.ruleId() != null) {
            details.put("rule_id", view.ruleId());
        }
        return database.inTenant(
                caller.tenant(), connection -> audit.changed(connection, caller, "log.promoted", logId, details));
    }
}
