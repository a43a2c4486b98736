package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of a rule's runs. */
@ApplicationScoped
public class RunHistory {
    private final TenantDatabase database;
    private final RunRepository runs;
    private final CursorCodec cursors;

    RunHistory(TenantDatabase database, RunRepository runs, CursorCodec cursors) {
        this.database = database;
        this.runs = runs;
        this.cursors = cursors;
    }

    /** The rule's runs, newest first. */
    Uni<Page<RuleRun>> list(Caller caller, Rule rule, int limit, @Nullable String cursor) {
        String scope = "runs of " + rule.id();
        UUID after = cursor == null
                ? null
                : UUID.fromString(cursors.decode(caller.tenant(), scope, cursor).getFirst());
        return database.inTenant(caller.tenant(), connection -> runs.list(connection, rule.id(), after, limit + 1))
                .map(read -> cursors.page(
                        caller.tenant(),
                        scope,
                        read,
                        limit,
                        run -> List.of(run.runId().toString())));
    }
}
