package io.watchfloor.search.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.search.store.BlockExpiry;
import io.watchfloor.search.store.BlockExpiry.Dropped;
import io.watchfloor.search.store.BlockExpiry.Kept;
import io.watchfloor.search.store.BlockExpiry.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Drops the blocks of which every event is older than its tenant's policy says and none is held. A transaction drops a few blocks of one
 * source and states them in an audit record, so a crash leaves whole blocks, and any number of instances may do it at once.
 */
@ApplicationScoped
public class ExpiredEvents {
    private static final Logger LOG = Logger.getLogger(ExpiredEvents.class);

    private final TenantDatabase database;
    private final RetentionRepository retention;
    private final LegalHoldRepository holds;
    private final AuditTrail audit;
    private final RetentionConfig config;
    private final Clock clock;
    private final Counter blocks;
    private final Counter events;

    ExpiredEvents(
            TenantDatabase database,
            RetentionRepository retention,
            LegalHoldRepository holds,
            AuditTrail audit,
            RetentionConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.retention = retention;
        this.holds = holds;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.blocks = metrics.counter("watchfloor.retention.blocks.dropped");
        this.events = metrics.counter("watchfloor.retention.events.dropped");
    }

    /** Drops all that is expired now; gives the number of blocks that are gone. */
    public Uni<Integer> drop() {
        return database.asSystem(BlockExpiry::streams)
                .chain(streams -> Multi.createFrom()
                        .iterable(streams)
                        .onItem()
                        .transformToUniAndConcatenate(this::drop)
                        .collect()
                        .with(Collectors.summingInt(Integer::intValue)));
    }

    /** A source that fails is tried again the next time; the others go on. */
    private Uni<Integer> drop(Stream stream) {
        return Multi.createBy()
                .repeating()
                .uni(() -> database.inTenant(stream.tenant(), connection -> dropSome(connection, stream)))
                .whilst(dropped -> dropped >= config.blocksPerTransaction())
                .collect()
                .with(Collectors.summingInt(Integer::intValue))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "Expired events not dropped, will retry tenant=%s source=%s cause=%s",
                        stream.tenant(), stream.source(), e.toString()))
                .onFailure()
                .recoverWithItem(0);
    }

    private Uni<Integer> dropSome(SqlConnection connection, Stream stream) {
        return retention
                .lock(connection, stream.tenant())
                .chain(() -> retention.policy(connection, stream.tenant()))
                .map(policy -> policy.days(stream.source(), config.defaultDays()))
                .chain(days ->
                        days.isEmpty() ? Uni.createFrom().item(0) : dropSome(connection, stream, days.getAsInt()));
    }

    private Uni<Integer> dropSome(SqlConnection connection, Stream stream, int days) {
        long before = clock.instant().minus(Duration.ofDays(days)).toEpochMilli();
        return holds.inForce(connection)
                .chain(held -> BlockExpiry.drop(
                        connection, stream, before, kept(held, stream.source()), config.blocksPerTransaction()))
                .call(dropped ->
                        dropped.blocks() == 0 ? Uni.createFrom().voidItem() : state(connection, stream, days, dropped))
                .map(Dropped::blocks);
    }

    private Uni<Void> state(SqlConnection connection, Stream stream, int days, Dropped dropped) {
        LOG.infof(
                "Expired events dropped tenant=%s source=%s days=%d blocks=%d events=%d",
                stream.tenant(), stream.source(), days, dropped.blocks(), dropped.events());
        blocks.increment(dropped.blocks());
        events.increment(dropped.events());
        return audit.changed(
                connection,
                Caller.service(stream.tenant(), "siem-search-service"),
                List.of(RetentionAudit.dropped(stream.source(), days, dropped)));
    }

    private static List<Kept> kept(List<LegalHold> holds, String source) {
        return holds.stream()
                .filter(hold -> hold.source() == null || hold.source().equals(source))
                .map(hold -> new Kept(millis(hold.from(), Long.MIN_VALUE), millis(hold.to(), Long.MAX_VALUE)))
                .toList();
    }

    private static long millis(@Nullable Instant instant, long none) {
        return instant == null ? none : instant.toEpochMilli();
    }
}
