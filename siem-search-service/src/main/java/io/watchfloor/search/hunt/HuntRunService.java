package io.watchfloor.search.hunt;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.search.hunt.HuntRunRepository.Found;
import io.watchfloor.search.search.FoundEvent;
import io.watchfloor.search.search.SearchResult;
import io.watchfloor.search.search.SearchService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs hunts by hand, with the rights of whoever runs them, and lists runs. */
@ApplicationScoped
public class HuntRunService {
    private static final Logger LOG = Logger.getLogger(HuntRunService.class);

    private final HuntService hunts;
    private final SearchService searches;
    private final TenantDatabase database;
    private final HuntRunRepository runs;
    private final AuditTrail audit;
    private final CursorCodec cursors;
    private final HuntConfig config;
    private final IdGenerator ids;

    // A run touches hunt, search, record and audit: each collaborator is one of those.
    HuntRunService(
            HuntService hunts,
            SearchService searches,
            TenantDatabase database,
            HuntRunRepository runs,
            AuditTrail audit,
            CursorCodec cursors,
            HuntConfig config,
            IdGenerator ids) {
        this.hunts = hunts;
        this.searches = searches;
        this.database = database;
        this.runs = runs;
        this.audit = audit;
        this.cursors = cursors;
        this.config = config;
        this.ids = ids;
    }

    /** Runs a hunt now; what it found is counted on the hunt in the transaction that ends the run's record. */
    Uni<HuntRunResult> run(Caller caller, String huntId, HuntRunRequest asked) {
        return hunts.get(caller, huntId).chain(hunt -> run(caller, hunt, asked));
    }

    private Uni<HuntRunResult> run(Caller caller, Hunt hunt, HuntRunRequest asked) {
        // Refuses a senseless request before there is a record of it.
        Uni<SearchResult> search = searches.search(caller, asked.search(hunt.spec(), config.range()), "/");
        UUID run = ids.next();
        return database.inTenant(
                        hunt.tenant(), connection -> runs.open(connection, hunt, run, caller.subject(), config.lease()))
                .chain(() -> search)
                .chain(found -> succeeded(caller, hunt, run, found))
                .onFailure()
                .call(e -> failed(caller, hunt, run, e));
    }

    private Uni<HuntRunResult> succeeded(Caller caller, Hunt hunt, UUID run, SearchResult found) {
        return database.inTenant(
                        hunt.tenant(),
                        connection -> runs.hold(connection, hunt.id())
                                .chain(() -> runs.add(connection, run, found(found)))
                                .chain(() -> runs.close(connection, run, HuntRun.Status.SUCCEEDED, null))
                                .map(closed -> closed.orElseThrow(HuntRunRepository::closedBefore))
                                .call(ended -> audit.changed(connection, caller, List.of(HuntAudit.run(ended)))))
                .map(ended -> HuntRunResult.of(run, hunt, ended.telemetry(), found));
    }

    private static Found found(SearchResult result) {
        List<String> sample = result.events().stream()
                .limit(HuntRun.MAX_SAMPLE)
                .map(FoundEvent::id)
                .toList();
        return new Found(result.total().value(), result.total().relation() == SearchResult.Relation.EXACT, sample);
    }

    /** A record that cannot be closed now is closed as abandoned later. */
    private Uni<Void> failed(Caller caller, Hunt hunt, UUID run, Throwable failure) {
        LOG.warnf(
                "Run of a hunt failed tenant=%s hunt=%s run=%s cause=%s",
                hunt.tenant(), hunt.id(), run, failure.toString());
        return database.inTenant(
                        hunt.tenant(),
                        connection -> runs.hold(connection, hunt.id())
                                .chain(() -> runs.close(
                                        connection, run, HuntRun.Status.FAILED, HuntFailures.reason(failure)))
                                .call(closed -> audit.changed(
                                        connection,
                                        caller,
                                        closed.stream().map(HuntAudit::run).toList())))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("Run not closed run=%s cause=%s", run, e.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** The hunt's runs, newest first. */
    Uni<Page<HuntRun>> list(Caller caller, String huntId, int limit, @Nullable String cursor) {
        return hunts.get(caller, huntId).chain(hunt -> list(hunt, limit, cursor));
    }

    private Uni<Page<HuntRun>> list(Hunt hunt, int limit, @Nullable String cursor) {
        String scope = "hunt runs of " + hunt.id();
        UUID after = cursor == null
                ? null
                : UUID.fromString(cursors.decode(hunt.tenant(), scope, cursor).getFirst());
        return database.inTenant(hunt.tenant(), connection -> runs.list(connection, hunt.id(), after, limit + 1))
                .map(read -> cursors.page(
                        hunt.tenant(),
                        scope,
                        read,
                        limit,
                        run -> List.of(run.runId().toString())));
    }
}
