package io.watchfloor.detection.coverage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.detection.coverage.OffsetRanges.Placed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * When places of the events topic passed the stream, as {@code stream_coverage} bounds it: behind what was written before an
 * interval, and before what was first written with its end or behind it.
 */
@ApplicationScoped
class PassingRepository {
    private static final String PASSING = """
            select greatest($4::timestamptz,
                       (select before.last_at from stream_coverage before
                        where before.partition = asked.partition and before.from_offset < asked.from_offset
                          and before.to_offset <= asked.from_offset
                        order by before.from_offset desc limit 1)) as passed_from,
                   coalesce(
                       (select case when last.to_offset >= asked.to_offset then last.last_at end
                        from (select to_offset, last_at from stream_coverage
                              where partition = asked.partition and from_offset < asked.to_offset
                              order by from_offset desc limit 1) last),
                       (select behind.first_at from stream_coverage behind
                        where behind.partition = asked.partition and behind.from_offset >= asked.to_offset
                        order by behind.from_offset limit 1),
                       $5::timestamptz) as passed_to
            from unnest($1::int[], $2::bigint[], $3::bigint[]) with ordinality
                     as asked (partition, from_offset, to_offset, number)
            order by number
            """;

    /**
     * For each range when it passed.
     *
     * @param since when the first of them can have been sent
     * @param now for ranges that the stream has not come to
     */
    Uni<List<Passing>> passing(SqlConnection connection, List<Placed> places, Instant since, Instant now) {
        if (places.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple asked = Tuple.tuple()
                .addArrayOfInteger(places.stream().map(Placed::partition).toArray(Integer[]::new))
                .addArrayOfLong(
                        places.stream().map(place -> place.range().from()).toArray(Long[]::new))
                .addArrayOfLong(places.stream().map(place -> place.range().to()).toArray(Long[]::new))
                .addValue(since.atOffset(ZoneOffset.UTC))
                .addValue(now.atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(PASSING)
                .execute(asked)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PassingRepository::read)
                        .toList());
    }

    private static Passing read(Row row) {
        return new Passing(
                row.getOffsetDateTime("passed_from").toInstant(),
                row.getOffsetDateTime("passed_to").toInstant());
    }
}
