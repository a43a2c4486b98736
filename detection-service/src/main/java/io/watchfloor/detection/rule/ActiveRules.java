package io.watchfloor.detection.rule;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.rules.match.InvalidRuleException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules of all tenants in this process. {@link #refresh} makes a committed change active here before its
 * request is answered; a poll each second brings the changes of other instances.
 */
@ApplicationScoped
public class ActiveRules {
    private static final Logger LOG = Logger.getLogger(ActiveRules.class);

    private record Loaded(
            String fingerprint, long revision, Map<String, TenantRules> tenants, List<ActiveRule> rules) {}

    private final TenantDatabase database;
    private final RuleRepository repository;
    private volatile @Nullable Loaded loaded;

    ActiveRules(TenantDatabase database, RuleRepository repository) {
        this.database = database;
        this.repository = repository;
    }

    /** The tenant's rules, none for an unknown tenant. */
    public TenantRules of(String tenant) {
        Loaded now = loaded;
        return now == null ? TenantRules.NONE : now.tenants().getOrDefault(tenant, TenantRules.NONE);
    }

    /** Whether a correlation of some tenant waits for time to pass. */
    public boolean waits() {
        Loaded now = loaded;
        return now != null && now.tenants().values().stream().anyMatch(TenantRules::waits);
    }

    /** The Sigma rules on the stream, by tenant. */
    public Map<String, Set<RuleId>> sigmaRules() {
        Loaded now = loaded;
        Map<String, Set<RuleId>> ids = new HashMap<>();
        if (now != null) {
            now.tenants().forEach((tenant, rules) -> ids.put(tenant, rules.sigmaIds()));
        }
        return ids;
    }

    /** The revision of the set of all rules that {@link #of} answers from: all changes up to it and no later one. */
    public long revision() {
        Loaded now = loaded;
        return now == null ? 0 : now.revision();
    }

    /** Whether the rules were read at least once: before that nothing may be matched. */
    public boolean isLoaded() {
        return loaded != null;
    }

    /** What the database has, at one moment. */
    private record Stored(String fingerprint, long revision, List<Rule> rules) {}

    @Scheduled(
            every = "1s",
            identity = "rule-poll",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> poll() {
        return refresh()
                .onFailure()
                .invoke(e -> LOG.warnf("Rules not read, the last known ones stay active cause=%s", e.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /**
     * Completes when everything that was committed before the call is active in this process. Rules are compiled on a
     * worker after the transaction has ended: thousands of them take seconds.
     */
    public Uni<Void> refresh() {
        return Uni.createFrom()
                .deferred(this::read)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(found -> found.ifPresent(this::use))
                .replaceWithVoid();
    }

    /** Nothing when what is active is what is stored. */
    private Uni<Optional<Stored>> read() {
        return database.asSystem(connection -> repository
                .freeze(connection)
                .chain(() -> repository.fingerprint(connection))
                .chain(fingerprint -> isCurrent(fingerprint)
                        ? Uni.createFrom().item(Optional.empty())
                        : read(connection, fingerprint).map(Optional::of)));
    }

    private Uni<Stored> read(SqlConnection connection, String fingerprint) {
        return repository
                .revision(connection)
                .chain(revision ->
                        repository.enabled(connection).map(rules -> new Stored(fingerprint, revision, rules)));
    }

    private boolean isCurrent(String fingerprint) {
        Loaded now = loaded;
        return now != null && now.fingerprint().equals(fingerprint);
    }

    /** Who read an older set, or the same, comes too late: nothing that is active goes back. */
    private synchronized void use(Stored stored) {
        Loaded before = loaded;
        if (before != null && before.revision() >= stored.revision()) {
            return;
        }
        Map<String, ActiveRule> known = new HashMap<>();
        if (before != null) {
            before.rules().forEach(rule -> known.put(identity(rule.rule()), rule));
        }
        List<ActiveRule> active = new ArrayList<>();
        for (Rule rule : stored.rules()) {
            Optional.ofNullable(known.get(identity(rule)))
                    .or(() -> compiled(rule))
                    .ifPresent(active::add);
        }
        Map<String, TenantRules> tenants = new HashMap<>();
        active.stream()
                .filter(rule -> rule.rule().effective().alerts())
                .collect(Collectors.groupingBy(rule -> rule.rule().tenant().value()))
                .forEach((tenant, ofTenant) -> tenants.put(tenant, of(tenant).changedTo(ofTenant)));
        loaded = new Loaded(stored.fingerprint(), stored.revision(), tenants, active);
    }

    private static Optional<ActiveRule> compiled(Rule rule) {
        try {
            return Optional.of(ActiveRule.of(rule));
        } catch (InvalidRuleException e) {
            LOG.errorf("Rule cannot run tenant=%s rule=%s cause=%s", rule.tenant(), rule.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private static String identity(Rule rule) {
        return rule.tenant() + "|" + rule.id() + "|" + rule.version();
    }
}
