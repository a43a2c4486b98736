package io.watchfloor.detection.rule;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of a rule, for whoever sees the rule. */
@ApplicationScoped
class RuleHistory {
    private final RuleService rules;
    private final TenantDatabase database;
    private final RuleVersionRepository versions;
    private final CursorCodec cursors;

    RuleHistory(RuleService rules, TenantDatabase database, RuleVersionRepository versions, CursorCodec cursors) {
        this.rules = rules;
        this.database = database;
        this.versions = versions;
        this.cursors = cursors;
    }

    /** A page of versions, newest first. */
    Uni<Page<RuleVersionView>> list(Caller caller, String ruleId, int limit, @Nullable String cursor) {
        return rules.get(caller, ruleId).chain(rule -> {
            String scope = "versions of " + rule.id();
            Integer before = cursor == null
                    ? null
                    : Integer.valueOf(
                            cursors.decode(caller.tenant(), scope, cursor).getFirst());
            return database.inTenant(
                            caller.tenant(), connection -> versions.list(connection, rule.id(), before, limit + 1))
                    .map(read -> cursors.page(
                            caller.tenant(),
                            scope,
                            read,
                            limit,
                            version -> List.of(Integer.toString(version.version()))));
        });
    }

    /** One version, or 404. */
    Uni<RuleVersionView> get(Caller caller, String ruleId, int version) {
        return found(caller, ruleId, List.of(version)).map(found -> one(found, version));
    }

    /** What changed from one version to another; 404 when either does not exist. */
    Uni<RuleDiff> diff(Caller caller, String ruleId, int from, int to) {
        return found(caller, ruleId, List.of(from, to))
                .map(found -> RuleDiff.between(one(found, from), one(found, to)));
    }

    private Uni<List<RuleVersionView>> found(Caller caller, String ruleId, List<Integer> numbers) {
        return rules.get(caller, ruleId)
                .chain(rule -> database.inTenant(
                        caller.tenant(), connection -> versions.find(connection, rule.id(), numbers)));
    }

    private static RuleVersionView one(List<RuleVersionView> found, int number) {
        return found.stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("rule version", Integer.toString(number)));
    }
}
