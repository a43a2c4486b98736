package io.watchfloor.detection.feedback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.Feedback;
import io.watchfloor.detection.feedback.FeedbackRepository.Stored;
import io.watchfloor.detection.idempotency.IdempotencyKeys;
import io.watchfloor.detection.idempotency.KeyedRequest;
import io.watchfloor.detection.idempotency.StoredAnswer;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes verdicts. One analyst has one present verdict on one alert or log of a rule: the same again counts nothing, another
 * one replaces it. The counters of a rule are a count of its present verdicts, so they cannot drift from them.
 */
@ApplicationScoped
class FeedbackService {
    private static final int CREATED = 201;
    private static final int OK = 200;

    private final RuleService rules;
    private final References references;
    private final TenantDatabase database;
    private final FeedbackRepository repository;
    private final IdempotencyKeys keys;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final Clock clock;

    // A verdict touches rule, foreign references, key, table, outbox and audit: each collaborator is one of those.
    FeedbackService(
            RuleService rules,
            References references,
            TenantDatabase database,
            FeedbackRepository repository,
            IdempotencyKeys keys,
            Outbox outbox,
            AuditTrail audit,
            IdGenerator ids,
            Clock clock) {
        this.rules = rules;
        this.references = references;
        this.database = database;
        this.repository = repository;
        this.keys = keys;
        this.outbox = outbox;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a request was answered with, now or before. */
    record Answer(StoredAnswer stored, boolean replayed) {}

    private record Given(Caller caller, RuleFeedback feedback, String target, boolean updatesAlert) {}

    /** Takes a verdict; {@code key} is the request's idempotency key. */
    Uni<Answer> give(Caller caller, String ruleId, FeedbackRequest request, @Nullable String key) {
        return rules.get(caller, ruleId).chain(rule -> {
            String operation = "POST /api/v1/detections/rules/" + rule.id() + "/feedback";
            Optional<KeyedRequest> keyed =
                    Optional.ofNullable(key).map(name -> KeyedRequest.of(caller, operation, name, request));
            return known(caller, keyed)
                    .chain(known -> known.isPresent()
                            ? Uni.createFrom().item(new Answer(known.get(), true))
                            : take(rule, given(caller, rule, request), keyed));
        });
    }

    private Uni<Optional<StoredAnswer>> known(Caller caller, Optional<KeyedRequest> keyed) {
        return keyed.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : database.inTenant(caller.tenant(), connection -> keys.find(connection, keyed.get()));
    }

    private Given given(Caller caller, Rule rule, FeedbackRequest request) {
        requireUpdatable(caller, request);
        UUID id = ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RuleFeedback feedback = new RuleFeedback(
                id,
                rule.id().value(),
                request.verdict(),
                References.id("alert_id", request.alertId()),
                References.id("case_id", request.caseId()),
                References.id("log_id", request.logId()),
                request.comment(),
                caller.subject(),
                1,
                now,
                now);
        return new Given(caller, feedback, target(feedback), request.updatesAlert());
    }

    /**
     * What the analyst has one present verdict on: the alert, else the log, else the case. A verdict on none of them stands
     * by itself.
     */
    private static String target(RuleFeedback feedback) {
        return Stream.of("alert:" + feedback.alertId(), "log:" + feedback.logId(), "case:" + feedback.caseId())
                .filter(name -> !name.endsWith(":null"))
                .findFirst()
                .orElse("feedback:" + feedback.feedbackId());
    }

    /** The alert's status is changed in the analyst's name, so it takes the role that changing it by hand takes. */
    private static void requireUpdatable(Caller caller, FeedbackRequest request) {
        if (!request.updatesAlert()) {
            return;
        }
        if (Stream.of(Roles.ANALYST, Roles.RESPONDER, Roles.ADMIN).noneMatch(caller::hasRole)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "update_alert_status needs a role that may change alerts");
        }
        if (request.alertId() == null || request.verdict() != Feedback.Verdict.FALSE_POSITIVE) {
            String message = "update_alert_status goes with verdict false_positive and an alert_id";
            throw new ProblemException(FeedbackProblem.NOTHING_TO_UPDATE, message)
                    .at("/update_alert_status", "nothing_to_update", message);
        }
    }

    private Uni<Answer> take(Rule rule, Given given, Optional<KeyedRequest> keyed) {
        return references
                .check(rule.tenant(), rule.id(), given.feedback())
                .chain(() -> database.inTenant(
                        rule.tenant(),
                        connection -> claimed(connection, keyed)
                                .chain(known -> known.isPresent()
                                        ? Uni.createFrom().item(new Answer(known.get(), true))
                                        : store(connection, given, keyed))));
    }

    private Uni<Optional<StoredAnswer>> claimed(SqlConnection connection, Optional<KeyedRequest> keyed) {
        return keyed.isEmpty() ? Uni.createFrom().item(Optional.empty()) : keys.take(connection, keyed.get());
    }

    private Uni<Answer> store(SqlConnection connection, Given given, Optional<KeyedRequest> keyed) {
        return repository
                .put(connection, given.caller().tenant().value(), given.target(), given.feedback())
                .call(stored -> announce(connection, given, stored))
                .map(stored -> StoredAnswer.of(stored.isFirst() ? CREATED : OK, stored.feedback()))
                .call(answer ->
                        keyed.isEmpty() ? Uni.createFrom().voidItem() : keys.store(connection, keyed.get(), answer))
                .map(answer -> new Answer(answer, false));
    }

    /** The same verdict again is news only when it asks something of the alert, which may have been re-opened. */
    private Uni<Void> announce(SqlConnection connection, Given given, Stored stored) {
        RuleFeedback feedback = stored.feedback();
        if (feedback.verdict() == stored.before() && !given.updatesAlert()) {
            return Uni.createFrom().voidItem();
        }
        Caller caller = given.caller();
        return outbox.append(connection, List.of(FeedbackEvents.given(caller.tenant(), feedback, given.updatesAlert())))
                .chain(() -> audit.changed(
                        connection, caller, "rule.feedback", feedback.ruleId().toString(), details(stored)));
    }

    private static Map<String, String> details(Stored stored) {
        RuleFeedback feedback = stored.feedback();
        Map<String, String> details = new HashMap<>();
        details.put("feedback_id", feedback.feedbackId().toString());
        details.put("verdict", feedback.verdict().name());
        if (stored.before() != null) {
            details.put("verdict_before", stored.before().name());
        }
        if (feedback.alertId() != null) {
            details.put("alert_id", feedback.alertId().toString());
        }
        return details;
    }
}
