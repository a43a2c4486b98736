package io.watchfloor.detection.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.ServiceTokens;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks the services that own them whether alert, case and log of a feedback exist in the tenant. What does not is refused
 * with 422, naming the field; a service that is away makes it a 503 and nothing is stored.
 */
@ApplicationScoped
class References {
    private static final String RETRY_SECONDS = "5";

    private final CasesClient cases;
    private final LogsClient logs;
    private final ServiceTokens tokens;

    References(@RestClient CasesClient cases, @RestClient LogsClient logs, ServiceTokens tokens) {
        this.cases = cases;
        this.logs = logs;
        this.tokens = tokens;
    }

    /** The id of a reference; 422 for what is no id, as for an id of nothing. */
    static @Nullable UUID id(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown(field, text);
        }
    }

    /** Completes when everything that the feedback names is there and the alert is the rule's. */
    Uni<Void> check(TenantId tenant, RuleId rule, RuleFeedback given) {
        String token = tokens.bearer(tenant);
        return found(
                        "alert_id",
                        CasesClient.NAME,
                        given.alertId(),
                        id -> cases.alert(id, token).invoke(alert -> requireRule(alert, rule)))
                .chain(() -> found("case_id", CasesClient.NAME, given.caseId(), id -> cases.incident(id, token)))
                .chain(() -> found("log_id", LogsClient.NAME, given.logId(), id -> logs.log(id, token)));
    }

    private static Uni<Void> found(
            String field, String service, @Nullable UUID id, Function<UUID, Uni<JsonNode>> question) {
        if (id == null) {
            return Uni.createFrom().voidItem();
        }
        return question.apply(id)
                .onFailure(References::isMissing)
                .transform(e -> unknown(field, id.toString()))
                .onFailure(e -> !(e instanceof ProblemException))
                .transform(e -> away(service, e))
                .replaceWithVoid();
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == 404;
    }

    private static void requireRule(JsonNode alert, RuleId rule) {
        if (!alert.path("rule_id").asText().equalsIgnoreCase(rule.toString())) {
            String message = "The alert does not come from rule " + rule;
            throw new ProblemException(FeedbackProblem.ALERT_OF_ANOTHER_RULE, message)
                    .at("/alert_id", "another_rule", message);
        }
    }

    private static ProblemException unknown(String field, String id) {
        String message = "There is nothing with the id " + id + " that " + field + " could mean";
        return new ProblemException(FeedbackProblem.UNKNOWN_REFERENCE, message).at("/" + field, "unknown", message);
    }

    private static ProblemException away(String service, Throwable cause) {
        return new ProblemException(
                        CommonProblem.UNAVAILABLE, service + " is away; nothing was stored, try again", cause)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
}
