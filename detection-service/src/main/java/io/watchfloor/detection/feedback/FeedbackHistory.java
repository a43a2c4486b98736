package io.watchfloor.detection.feedback;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of a rule's feedback. */
@ApplicationScoped
class FeedbackHistory {
    private final RuleService rules;
    private final TenantDatabase database;
    private final FeedbackRepository repository;
    private final CursorCodec cursors;

    FeedbackHistory(RuleService rules, TenantDatabase database, FeedbackRepository repository, CursorCodec cursors) {
        this.rules = rules;
        this.database = database;
        this.repository = repository;
        this.cursors = cursors;
    }

    /** The rule's present verdicts, newest first. */
    Uni<Page<RuleFeedback>> list(
            Caller caller, String ruleId, FeedbackFilter filter, int limit, @Nullable String cursor) {
        return rules.get(caller, ruleId).chain(rule -> {
            String scope = "feedback of " + rule.id() + " " + filter;
            UUID after = cursor == null
                    ? null
                    : UUID.fromString(
                            cursors.decode(caller.tenant(), scope, cursor).getFirst());
            return database.inTenant(
                            caller.tenant(),
                            connection -> repository.list(connection, rule.id(), filter, after, limit + 1))
                    .map(read -> cursors.page(
                            caller.tenant(),
                            scope,
                            read,
                            limit,
                            one -> List.of(one.feedbackId().toString())));
        });
    }
}
