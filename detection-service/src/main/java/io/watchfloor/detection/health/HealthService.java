package io.watchfloor.detection.health;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.RuleAdvice;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.Page;
import io.watchfloor.rules.match.InvalidRuleException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Says how rules are, and takes note of their canaries. */
@ApplicationScoped
public class HealthService implements RuleAdvice {
    private final TenantDatabase database;
    private final HealthRepository repository;
    private final HealthConfig config;
    private final Clock clock;

    HealthService(TenantDatabase database, HealthRepository repository, HealthConfig config, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /** An event that must make the rule fire was sent. */
    public Uni<Void> canarySent(TenantId tenant, RuleId rule, Instant at) {
        return database.inTenant(tenant, connection -> repository.canary(connection, tenant, rule, at, null));
    }

    /** The rule fired for such an event that was sent at this time. */
    public Uni<Void> canarySeen(TenantId tenant, RuleId rule, Instant at) {
        return database.inTenant(tenant, connection -> repository.canary(connection, tenant, rule, null, at));
    }

    Uni<RuleHealth> of(Rule rule) {
        return database.inTenant(rule.tenant(), connection -> of(connection, List.of(rule)))
                .map(all -> Objects.requireNonNull(all.get(rule.id())));
    }

    Uni<Page<RuleHealth>> of(TenantId tenant, Page<Rule> rules) {
        return database.inTenant(tenant, connection -> of(connection, rules.items()))
                .map(all -> rules.map(rule -> Objects.requireNonNull(all.get(rule.id()))));
    }

    private Uni<Map<RuleId, RuleHealth>> of(SqlConnection connection, List<Rule> rules) {
        Diagnosis diagnosis = new Diagnosis(config, clock.instant());
        return seen(connection)
                .chain(seen -> repository
                        .facts(connection, rules.stream().map(Rule::id).toList())
                        .map(facts -> rules.stream()
                                .collect(Collectors.toMap(
                                        Rule::id,
                                        rule -> diagnosis.of(
                                                rule,
                                                Objects.requireNonNull(facts.get(rule.id())),
                                                absent(rule, seen))))));
    }

    private Uni<SeenFields> seen(SqlConnection connection) {
        return repository.seen(connection, HealthRepository.since(clock.instant(), config.staleAfter()));
    }

    /** Fields and sources that the rule asks for and no event had. */
    @Override
    public Uni<List<String>> warnings(Rule rule) {
        return database.inTenant(rule.tenant(), this::seen)
                .map(seen -> absent(rule, seen).stream()
                        .map(name -> Diagnosis.warning(name, config))
                        .toList());
    }

    /** Of these rules those for which events lately had all fields and sources that they ask for; none when nothing is known. */
    public Uni<Set<RuleId>> fed(SqlConnection connection, Collection<ActiveRule> rules) {
        return seen(connection)
                .map(seen -> rules.stream()
                        .filter(rule -> !seen.names().isEmpty())
                        .filter(rule ->
                                FieldNeeds.absent(rule.compiled().logic(), seen).isEmpty())
                        .map(rule -> rule.rule().id())
                        .collect(Collectors.toSet()));
    }

    private static Set<String> absent(Rule rule, SeenFields seen) {
        try {
            return FieldNeeds.absent(rule.effective().logic(), seen);
        } catch (InvalidRuleException e) {
            return Set.of();
        }
    }
}
