package io.watchfloor.detection.attack;

import io.smallrye.mutiny.Uni;
import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.Coverage;
import io.watchfloor.attack.DeclaredRule;
import io.watchfloor.detection.health.HealthService;
import io.watchfloor.detection.rule.ActiveRules;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Coverage by the rules that the caller sees. */
@ApplicationScoped
class CoverageService {
    private final TenantDatabase database;
    private final DeclaredRules rules;
    private final ActiveRules active;
    private final HealthService health;

    CoverageService(TenantDatabase database, DeclaredRules rules, ActiveRules active, HealthService health) {
        this.database = database;
        this.rules = rules;
        this.active = active;
        this.health = health;
    }

    Uni<Coverage> coverage(Caller caller) {
        return database.inTenant(
                        caller.tenant(),
                        connection -> rules.seen(connection, caller)
                                .chain(declared -> health.fed(
                                                connection,
                                                active.of(caller.tenant().value())
                                                        .all())
                                        .map(fed -> placed(declared, fed))))
                .map(declared -> Coverage.of(AttackCatalogue.bundled(), declared));
    }

    /** The rules with what is known of their sources. */
    private static List<DeclaredRule> placed(List<DeclaredRule> declared, Set<RuleId> fed) {
        Set<String> ids = fed.stream().map(RuleId::toString).collect(Collectors.toSet());
        return declared.stream()
                .map(rule -> ids.contains(rule.id()) ? rule.withSource() : rule)
                .toList();
    }
}
