package io.watchfloor.detection.attack;

import io.smallrye.mutiny.Uni;
import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.Coverage;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;

/** Coverage by the rules that the caller sees. */
@ApplicationScoped
class CoverageService {
    private final TenantDatabase database;
    private final DeclaredRules rules;

    CoverageService(TenantDatabase database, DeclaredRules rules) {
        this.database = database;
        this.rules = rules;
    }

    Uni<Coverage> coverage(Caller caller) {
        return database.inTenant(caller.tenant(), connection -> rules.seen(connection, caller))
                .map(declared -> Coverage.of(AttackCatalogue.bundled(), declared));
    }
}
