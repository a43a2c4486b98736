package io.watchfloor.search.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.search.FoundEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code siem_search_job_pages}: what jobs found, in the tenant's transaction. */
@ApplicationScoped
class JobPages {
    private static final String INSERT = """
            insert into siem_search_job_pages (tenant_id, job_id, first, count, events)
            values (current_setting('app.tenant'), $1, $2, $3, $4)
            """;
    private static final String READ = """
            select first, events from siem_search_job_pages
            where job_id = $1 and first < $2::int + $3::int and first + count > $2::int order by first
            """;

    /** @param first the place of the first event among all that are kept */
    Uni<Void> add(SqlConnection connection, UUID job, int first, List<FoundEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple row = Tuple.tuple()
                .addUUID(job)
                .addInteger(first)
                .addInteger(events.size())
                .addBuffer(Buffer.newInstance(io.vertx.core.buffer.Buffer.buffer(ContractJson.write(events))));
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /**
     * Kept events from a place on.
     *
     * @param rights of whoever reads them
     */
    Uni<List<FoundEvent>> read(SqlConnection connection, UUID job, int from, int limit, FieldRights rights) {
        return connection
                .preparedQuery(READ)
                .execute(Tuple.of(job, from, limit))
                .map(rows -> events(rows, from, limit, rights));
    }

    private static List<FoundEvent> events(RowSet<Row> rows, int from, int limit, FieldRights rights) {
        List<FoundEvent> events = new ArrayList<>();
        for (Row row : rows) {
            List<?> page = ContractJson.read(row.getBuffer("events").getBytes(), List.class);
            int begin = Math.max(0, from - row.getInteger("first"));
            for (Object event : page.subList(begin, page.size())) {
                if (events.size() < limit) {
                    events.add(event(event, rights));
                }
            }
        }
        return events;
    }

    @SuppressWarnings("unchecked")
    private static FoundEvent event(Object json, FieldRights rights) {
        return FoundEvent.of(rights.shown((Map<String, Object>) json));
    }
}
