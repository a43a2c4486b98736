package io.watchfloor.search.retention;

import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.retention.RetentionCalls.HOLDS;
import static io.watchfloor.search.retention.RetentionCalls.RETENTION;
import static io.watchfloor.search.retention.RetentionCalls.audit;
import static io.watchfloor.search.retention.RetentionCalls.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.testkit.stack.DatabaseProbe;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class RetentionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventStore store;

    @Inject
    ExpiredEvents expired;

    @Test
    void aPolicyIsSetReadAndAudited() {
        as("policy", "admin")
                .get(RETENTION)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("version", equalTo(0))
                .body("default_days", nullValue())
                .body("least_days", equalTo(3));
        set("policy", "{\"default_days\":400,\"sources\":{\"zeek\":30}}")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("updated_by", equalTo("ana"));
        as("policy", "admin")
                .get(RETENTION)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("default_days", equalTo(400))
                .body("sources.zeek", equalTo(30));
        as("another", "admin").get(RETENTION).then().body("version", equalTo(0));
        List<AuditRecord> records = audit("policy", 1);
        assertThat(records.getFirst().action()).isEqualTo("retention.changed");
        assertThat(records.getFirst().details())
                .containsEntry("days_before", "default=operator sources={}")
                .containsEntry("days_after", "default=400 sources={zeek=30}");
    }

    @Test
    void aStaleChangeIsRefused() {
        set("stale", "{\"default_days\":400}").statusCode(200);
        as("stale", "admin")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body("{\"default_days\":30}")
                .put(RETENTION)
                .then()
                .statusCode(412);
        as("stale", "admin")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{}")
                .put(RETENTION)
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("default_days", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"default_days\":0}|400|/default_days",
                "{\"default_days\":2}|422|/default_days",
                "{\"default_days\":40000}|400|/default_days",
                "{\"sources\":{\"nosuch\":30}}|400|/sources/nosuch",
                "{\"sources\":{\"zeek\":1}}|422|/sources/zeek",
                "{\"days\":30}|400|/days"
            })
    void aPolicyWithoutMeaningIsRefused(String body, int status, String pointer) {
        set("refused", body).statusCode(status).body("errors[0].pointer", equalTo(pointer));
        as("refused", "admin").get(RETENTION).then().body("version", equalTo(0));
    }

    @Test
    void onlyAdministratorsMaySeeAndSet() {
        for (String path : List.of(RETENTION, HOLDS)) {
            as("roles", "analyst", "detection_engineer").get(path).then().statusCode(403);
        }
        as("roles", "analyst")
                .contentType(ContentType.JSON)
                .body("{\"default_days\":30}")
                .put(RETENTION)
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsExpiredIsDroppedBySourceAndStated() {
        StoredEvents events = new StoredEvents(store, "expiry");
        events.store("zeek", 40, 41, 42);
        events.store("zeek", 20, 21);
        events.store("zeek", 39, 29);
        events.store("syslog", 500);
        events.store("windows", 95);
        StoredEvents neighbours = new StoredEvents(store, "neighbour");
        neighbours.store("zeek", 40);
        set("expiry", "{\"default_days\":90,\"sources\":{\"zeek\":30,\"syslog\":1000}}")
                .statusCode(200);
        drop();
        assertThat(events.ages()).containsExactly(20, 21, 29, 500);
        assertThat(neighbours.ages()).containsExactly(40);
        List<AuditRecord> records = audit("expiry", 3);
        assertThat(records.subList(1, 3))
                .allSatisfy(each -> assertThat(each.action()).isEqualTo("retention.dropped"))
                .extracting(AuditRecord::objectId)
                .containsExactlyInAnyOrder("zeek", "windows");
        assertThat(records.stream().filter(each -> each.objectId().equals("zeek")))
                .first()
                .satisfies(each -> assertThat(each.details())
                        .containsEntry("events", "4")
                        .containsEntry("blocks", "4")
                        .containsEntry("days", "30"));
    }

    @Test
    void withoutAPolicyNothingIsDropped() {
        StoredEvents events = new StoredEvents(store, "unsaid");
        events.store("zeek", 3_000);
        drop();
        assertThat(events.ages()).containsExactly(3_000);
    }

    @Test
    void ofABlockOfSeveralSourcesOneExpiresAndTheOthersStay() {
        StoredEvents events = new StoredEvents(store, "several");
        events.store(List.of("zeek", "syslog", "zeek"), 40);
        events.store(List.of("zeek", "syslog"), 20);
        set("several", "{\"default_days\":100,\"sources\":{\"zeek\":30}}").statusCode(200);
        drop();
        assertThat(events.ages()).containsExactly(20, 20, 40);
        assertThat(events.ofSource("syslog")).isEqualTo(2);
        set("several", "{\"default_days\":30}").statusCode(200);
        drop();
        assertThat(events.ages()).containsExactly(20, 20);
    }

    @Test
    void aGroupGoesWithTheLastOfItsBlocks() {
        StoredEvents events = new StoredEvents(store, "grouped");
        events.store("zeek", 40);
        events.store("zeek", 41);
        group("grouped", "gone", "max_time < %d".formatted(daysAgo(30)));
        events.store("zeek", 10);
        group("grouped", "left", "true");
        set("grouped", "{\"default_days\":30}").statusCode(200);
        drop();
        assertThat(DatabaseProbe.query("grouped", "select fields[1] as name from event_group"))
                .extracting(row -> row.get("name"))
                .containsExactly("left");
        // It has no filters, which a search would look for.
        assertThat(DatabaseProbe.query("grouped", "delete from event_group")).isEmpty();
    }

    private static void group(String tenant, String field, String blocks) {
        String insert = """
                insert into event_group (tenant_id, min_time, max_time, block_count, block_ids, min_times,
                                         max_times, fields, seq_partition, seq_first, seq_last, filter_header, tokens, grams)
                select tenant_id, min(min_time), %d, count(*), array_agg(block_id), array_agg(min_time),
                       array_agg(max_time), array[?], '{}', '{}', '{}', '', '', ''
                  from event_block where %s group by tenant_id
                """.formatted(daysAgo(31), blocks);
        assertThat(DatabaseProbe.query(tenant, insert, field)).isEmpty();
    }

    private static long daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days)).toEpochMilli();
    }

    @Test
    void severalAtOnceDropEachBlockOnce() {
        StoredEvents events = new StoredEvents(store, "crowd-expiry");
        IntStream.range(0, 40).forEach(i -> events.store("zeek", 40 + i));
        set("crowd-expiry", "{\"default_days\":30}").statusCode(200);
        List<Integer> dropped = Uni.join()
                .all(Stream.generate(expired::drop).limit(3).toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);
        assertThat(dropped.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
        assertThat(events.ages()).isEmpty();
    }

    private void drop() {
        int unused = expired.drop().await().atMost(PATIENCE);
    }
}
