package io.watchfloor.search.job;

import io.vertx.mutiny.sqlclient.Row;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.job.Job.Counts;
import io.watchfloor.search.job.Job.Times;
import io.watchfloor.search.search.SearchSteps.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code siem_search_jobs}. */
final class JobRow {
    static final String COLUMNS = """
            tenant_id, job_id, created_by, request, request_hash, state, range_from, range_to, position, looked_to, matched,
            kept, kept_bytes, exact, reason, error, created_at, started_at, finished_at, expires_at
            """;

    private JobRow() {}

    static Job read(Row row) {
        return new Job(
                new TenantId(row.getString("tenant_id")),
                row.getUUID("job_id"),
                row.getString("created_by"),
                ContractJson.read(row.getString("request").getBytes(StandardCharsets.UTF_8), JobRequest.class),
                JobState.of(row.getString("state")),
                new Position(
                        new TimeRange(required(row, "range_from"), required(row, "range_to")),
                        List.of(row.getArrayOfStrings("position"))),
                time(row, "looked_to"),
                new Counts(
                        row.getLong("matched"),
                        row.getInteger("kept"),
                        row.getLong("kept_bytes"),
                        row.getBoolean("exact")),
                row.getString("reason"),
                row.getString("error"),
                new Times(
                        required(row, "created_at"),
                        time(row, "started_at"),
                        time(row, "finished_at"),
                        required(row, "expires_at")));
    }

    private static Instant required(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
