package io.watchfloor.detection.coverage;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.schedule.Marks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Where in the events topic each version of a rule begins: at what was sent after it was made. Asked of the broker soon
 * after, since an old place can no longer be found once the topic has forgotten it.
 */
@ApplicationScoped
public class StartMarks {
    private static final Logger LOG = Logger.getLogger(StartMarks.class);
    private static final String UNPLACED = """
            select tenant_id, rule_id, version, changed_at from rule_version
            where start_mark is null order by changed_at limit 200
            """;
    private static final String OF_SCHEDULE = """
            select v.tenant_id, v.rule_id, v.version, v.changed_at, v.start_mark
            from rule r join rule_version v on v.rule_id = r.rule_id and v.version = r.schedule_from_version
            where r.rule_id = $1
            """;
    private static final String PLACE = """
            update rule_version set start_mark = $4
            where tenant_id = $1 and rule_id = $2 and version = $3 and start_mark is null
            """;

    private final TenantDatabase database;
    private final EventsTopic topic;

    StartMarks(TenantDatabase database, EventsTopic topic) {
        this.database = database;
        this.topic = topic;
    }

    private record Unplaced(TenantId tenant, UUID rule, int version, Instant changedAt) {
        static Unplaced of(Row row) {
            return new Unplaced(
                    new TenantId(row.getString("tenant_id")),
                    row.getUUID("rule_id"),
                    row.getInteger("version"),
                    row.getOffsetDateTime("changed_at").toInstant());
        }
    }

    @Scheduled(
            every = "1s",
            identity = "rule-start-marks",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> placeNew() {
        return database.asSystem(connection -> connection.query(UNPLACED).execute())
                .onItem()
                .transformToMulti(StartMarks::unplaced)
                .onItem()
                .transformToUniAndConcatenate(this::place)
                .collect()
                .last()
                .onFailure()
                .invoke(e -> LOG.debugf("Rule versions not placed, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Multi<Unplaced> unplaced(RowSet<Row> rows) {
        return Multi.createFrom()
                .items(StreamSupport.stream(rows.spliterator(), false).map(Unplaced::of));
    }

    /** Where the rule's schedule begins: at the version since which it goes on without a break. */
    public Uni<Map<Integer, Long>> ofSchedule(Rule rule) {
        return database.inTenant(
                        rule.tenant(),
                        connection -> connection
                                .preparedQuery(OF_SCHEDULE)
                                .execute(Tuple.of(rule.id().value())))
                .map(rows -> rows.iterator().next())
                .chain(row -> row.getString("start_mark") != null
                        ? Uni.createFrom().item(Marks.read(row.getString("start_mark")))
                        : place(Unplaced.of(row)));
    }

    private Uni<Map<Integer, Long>> place(Unplaced version) {
        return topic.at(version.changedAt())
                .call(mark -> database.inTenant(
                        version.tenant(),
                        connection -> connection
                                .preparedQuery(PLACE)
                                .execute(Tuple.of(
                                        version.tenant().value(),
                                        version.rule(),
                                        version.version(),
                                        Marks.write(mark)))));
    }
}
