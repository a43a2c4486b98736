package io.watchfloor.promotion.promote;

import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.promotion.mute.Muting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps a muted log from being promoted for its rule. Without a rule, and for who may override, the log passes and the
 * record says which suppression it passed.
 */
@ApplicationScoped
class SuppressionCheck {
    private final Muting muting;

    SuppressionCheck(Muting muting) {
        this.muting = muting;
    }

    /** Refuses an override without the right (403) or without a reason (400), whether or not something is muted. */
    static void checkRight(Caller caller, PromotionRequest asked) {
        if (!asked.overrides()) {
            return;
        }
        if (!caller.hasRole(Roles.ADMIN) && !caller.hasRole(Roles.DETECTION_ENGINEER)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Only roles detection_engineer and admin may override a suppression");
        }
        if (asked.reason() == null || asked.reason().isBlank()) {
            throw ProblemException.invalid("/reason", "required", "Say why the suppression is overridden");
        }
    }

    /** What to record of the suppression that is passed, if any; 409 for a log that is muted. */
    Uni<Map<String, String>> check(Caller caller, Event log, PromotionRequest asked) {
        String ruleId = asked.ruleId();
        if (ruleId == null) {
            return muting.findOfAnyRule(caller.tenant(), log)
                    .map(found -> found.map(by -> Map.of("bypassed_suppression_id", by.suppressionId()))
                            .orElse(Map.of()));
        }
        Uni<Optional<Suppression>> found = muting.find(caller.tenant(), ruleId, log);
        return found.call(by -> by.isEmpty() || asked.overrides()
                        ? Uni.createFrom().voidItem()
                        : muting.refused(caller.tenant(), by.get(), log.id()))
                .map(by -> passed(by, log, asked));
    }

    private static Map<String, String> passed(Optional<Suppression> by, Event log, PromotionRequest asked) {
        if (by.isEmpty()) {
            return Map.of();
        }
        if (!asked.overrides()) {
            throw muted(by.get(), log);
        }
        return Map.of(
                "overridden_suppression_id",
                by.get().suppressionId(),
                "override_reason",
                Objects.requireNonNullElse(asked.reason(), ""));
    }

    private static ProblemException muted(Suppression by, Event log) {
        return new ProblemException(
                        PromotionProblem.EVENT_SUPPRESSED,
                        "A suppression of the rule mutes this log; promote it without rule_id, or override the suppression")
                .with("rule_id", by.ruleId())
                .with("log_id", log.id())
                .with("suppression_id", by.suppressionId())
                .with("suppressed_until", ContractJson.MILLIS.format(by.endsAt()));
    }
}
