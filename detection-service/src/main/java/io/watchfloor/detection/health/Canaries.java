package io.watchfloor.detection.health;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.health.CanaryRepository.Due;
import io.watchfloor.detection.rule.ActiveRules;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends each rule that brings tests an event which must make it fire, through the topic of all events, and takes note when
 * it does. So a rule is known to run, from the topic to the match, and not only to be enabled.
 */
@ApplicationScoped
public class Canaries {
    private static final Logger LOG = Logger.getLogger(Canaries.class);
    private static final String SOURCE = "/soc/detection-service";
    private static final int MOST = 500;

    private record Seen(TenantId tenant, RuleId rule) {}

    private final TenantDatabase database;
    private final CanaryRepository repository;
    private final ActiveRules active;
    private final Outbox outbox;
    private final HealthConfig config;
    private final IdGenerator ids;
    private final Clock clock;
    private final Map<Seen, Instant> seen = new ConcurrentHashMap<>();

    // Reads rules, makes events, sends them and remembers: each collaborator is one of those.
    Canaries(
            TenantDatabase database,
            CanaryRepository repository,
            ActiveRules active,
            Outbox outbox,
            HealthConfig config,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.active = active;
        this.outbox = outbox;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** The rule fired for its canary; any thread. */
    public void saw(TenantId tenant, RuleId rule, Instant sent) {
        seen.merge(new Seen(tenant, rule), sent, (before, now) -> before.isAfter(now) ? before : now);
    }

    @Scheduled(
            every = "${watchfloor.health.canary-tick:30s}",
            identity = "canaries",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> send() {
        if (config.canaryInterval().isZero()) {
            return Uni.createFrom().voidItem();
        }
        return quietly(Multi.createFrom()
                .iterable(active.sigmaRules().entrySet())
                .onItem()
                .transformToUniAndConcatenate(tenant -> send(new TenantId(tenant.getKey()), tenant.getValue())));
    }

    /** Documents are read between two transactions, on a worker: some hundred microseconds each. */
    private Uni<Void> send(TenantId tenant, Set<RuleId> rules) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant since = now.minus(interval());
        return database.inTenant(tenant, connection -> repository.due(connection, rules, since, MOST))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(due -> made(tenant, due, now))
                .chain(made -> made.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : database.inTenant(tenant, connection -> send(connection, tenant, made, since)));
    }

    /** Rarer than rules are given up, so that one that is not seen is told before the next one is sent. */
    private Duration interval() {
        Duration least = config.canaryPatience().multipliedBy(2);
        return config.canaryInterval().compareTo(least) < 0 ? least : config.canaryInterval();
    }

    private record Made(RuleId rule, boolean again, Event event) {}

    private List<Made> made(TenantId tenant, List<Due> due, Instant now) {
        List<Made> made = new ArrayList<>();
        for (Due rule : due) {
            Instant before = rule.unanswered();
            CanaryEvent.of(tenant, rule.rule(), rule.document(), ids.next(), before == null ? now : before)
                    .ifPresent(event -> made.add(new Made(rule.rule(), before != null, event)));
        }
        return made;
    }

    private Uni<Void> send(SqlConnection connection, TenantId tenant, List<Made> made, Instant since) {
        List<Made> fresh = made.stream().filter(canary -> !canary.again()).toList();
        Instant now = fresh.isEmpty() ? since : fresh.getFirst().event().timestamp();
        List<RuleId> rules = fresh.stream().map(Made::rule).toList();
        return repository
                .sent(connection, tenant, rules, now, since)
                .map(first -> made.stream()
                        .filter(canary -> canary.again() || first.contains(canary.rule()))
                        .map(canary -> message(tenant, canary.event()))
                        .toList())
                .chain(messages -> outbox.append(connection, messages));
    }

    private static OutboxMessage message(TenantId tenant, Event event) {
        Envelope envelope = Envelope.of(event.id(), SOURCE, Event.CANARY_TYPE, event.id(), event.timestamp(), tenant);
        return new OutboxMessage(Topics.EVENTS, tenant.value() + "|" + event.id(), envelope, ContractJson.write(event));
    }

    @Scheduled(
            every = "${watchfloor.health.flush-interval:5s}",
            identity = "canaries-seen",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> flush() {
        Map<Seen, Instant> taken = new HashMap<>(seen);
        Map<TenantId, Map<RuleId, Instant>> byTenant = taken.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().tenant(),
                        Collectors.toMap(entry -> entry.getKey().rule(), Map.Entry::getValue)));
        return quietly(Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(tenant -> database.inTenant(
                                tenant.getKey(), connection -> repository.seen(connection, tenant.getValue()))
                        .invoke(() -> tenant.getValue()
                                .forEach((rule, at) -> seen.remove(new Seen(tenant.getKey(), rule), at)))));
    }

    private static Uni<Void> quietly(Multi<Void> work) {
        return work.collect()
                .last()
                .onFailure()
                .invoke(e -> LOG.warnf("Canaries not sent or not noted, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
