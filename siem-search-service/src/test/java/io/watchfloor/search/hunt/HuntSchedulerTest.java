package io.watchfloor.search.hunt;

import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static io.watchfloor.search.hunt.HuntUser.HUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.stack.DatabaseProbe;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SearchProfile.class)
class HuntSchedulerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TenantDatabase database;

    @Inject
    HuntClaimRepository claims;

    @Inject
    ScheduledHunts runs;

    @Inject
    HuntConfig config;

    @Inject
    IdGenerator ids;

    @Inject
    HuntRunSweeper sweeper;

    private static HuntUser owner(String tenant) {
        return new HuntUser(tenant, "ana", List.of(), "hunter");
    }

    @Test
    void aDueHuntRunsOnceOverWhatWasStoredSinceTheLastTime() {
        HuntUser ana = owner("due");
        ingest("due", log("root"), log("root"));
        found("due", "*", 2);
        String id = scheduled(ana, "user:root");
        ingest("due", log("root"), log("bob"), old("root"));
        found("due", "*", 5);
        makeDue("due", id);
        JsonPath first = runs(ana, id, 1);
        assertThat(first.getString("items[0].trigger_mode")).isEqualTo("scheduled");
        assertThat(first.getString("items[0].status")).isEqualTo("succeeded");
        assertThat(first.getString("items[0].run_by")).isEqualTo("ana");
        assertThat(first.getInt("items[0].match_count")).isEqualTo(2);
        assertThat(first.getList("items[0].sample_log_ids")).hasSize(2);
        ana.get(id)
                .body("last_match_count", equalTo(2))
                .body("run_count", equalTo(1))
                .body("version", equalTo(1));
        makeDue("due", id);
        assertThat(runs(ana, id, 2).getInt("items[0].match_count")).isZero();
        ana.get(id).body("last_match_count", equalTo(0));
        List<AuditRecord> records = HuntResourceTest.audit(id, 3);
        assertThat(records).extracting(AuditRecord::action).containsExactly("hunt.created", "hunt.run", "hunt.run");
        assertThat(records.getLast().actor()).isEqualTo("siem-search-service");
        assertThat(records.getLast().details()).containsEntry("run_by", "ana");
    }

    @Test
    void severalSchedulersMakeOneRunOfEachDueTime() {
        HuntUser ana = owner("crowd");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(scheduled(ana, "user:root"));
        }
        ingest("crowd", log("root"), log("root"), log("root"));
        found("crowd", "*", 3);
        execute(
                "crowd",
                "update siem_hunts set next_run_at = now() where hunt_id = hunt_id or hunt_id = ?",
                ids.get(0));
        Uni.combine()
                .all()
                .unis(Stream.generate(this::another)
                        .limit(3)
                        .map(HuntScheduler::tick)
                        .toList())
                .discardItems()
                .await()
                .atMost(PATIENCE);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> DatabaseProbe.query("crowd", "select 1 from siem_hunt_runs where status = 'succeeded'")
                                .size()
                        == 20);
        assertThat(DatabaseProbe.query(
                        "crowd",
                        "select hunt_id from siem_hunt_runs where trigger_mode = 'scheduled' and match_count = 3"
                                + " group by hunt_id having count(*) = 1"))
                .hasSize(20);
        assertThat(DatabaseProbe.query("crowd", "select 1 from siem_hunts where lease_until is not null"))
                .isEmpty();
    }

    private HuntScheduler another() {
        return new HuntScheduler(database, claims, runs, new RunningHunts(config), config);
    }

    @Test
    void whatAKilledRunLeftIsTakenUpWhereItsLastStepWas() {
        HuntUser ana = owner("killed");
        String id = scheduled(ana, "user:root");
        String before = text("killed", id, "watermark");
        ingest("killed", log("root"), log("root"));
        found("killed", "*", 2);
        // As a process leaves it that claimed the hunt, stored nothing and was killed.
        kill("killed", id, before, "0");
        JsonPath read = runs(ana, id, 2);
        assertThat(read.getList("items.status")).containsExactly("succeeded", "abandoned");
        assertThat(read.getString("items[0].trigger_mode")).isEqualTo("catch_up");
        assertThat(read.getString("items[1].error")).contains("died");
        assertThat(read.getInt("items[0].match_count")).isEqualTo(2);
        // And one that had stored a step.
        String stepped = text("killed", id, "watermark");
        ingest("killed", log("root"));
        found("killed", "*", 3);
        kill("killed", id, stepped, "7");
        JsonPath again = runs(ana, id, 4);
        assertThat(again.getList("items.status")).containsExactly("succeeded", "abandoned", "succeeded", "abandoned");
        assertThat(again.getInt("items[0].match_count")).isEqualTo(1);
        ana.get(id).body("last_match_count", equalTo(1)).body("schedule_state", equalTo("active"));
    }

    /** The hunt is held and has a running record; the lease of both is over in a moment. */
    private void kill(String tenant, String hunt, String watermark, String matches) {
        execute(
                tenant,
                "update siem_hunts set fencing_epoch = fencing_epoch + 1, watermark = '" + watermark
                        + "', lease_until = now() + interval '1 second' where hunt_id = ?",
                hunt);
        execute(
                tenant,
                "insert into siem_hunt_runs (tenant_id, run_id, hunt_id, hunt_version, trigger_mode, status, run_by,"
                        + " fencing_epoch, lease_until, started_at, match_count)"
                        + " select tenant_id, '" + ids.next()
                        + "', hunt_id, version, 'scheduled', 'running', created_by,"
                        + " fencing_epoch, now() + interval '1 second', now(), " + matches
                        + " from siem_hunts where hunt_id = ?",
                hunt);
    }

    @Test
    void aRunByHandWhoseProcessDiedIsClosedToo() {
        HuntUser ana = owner("manual-dead");
        String id = ana.createsWith("\"tags\":[]");
        execute(
                "manual-dead",
                "insert into siem_hunt_runs (tenant_id, run_id, hunt_id, hunt_version, trigger_mode, status, run_by,"
                        + " lease_until, started_at) select tenant_id, gen_random_uuid(), hunt_id, 1, 'manual', 'running',"
                        + " 'ana', now() - interval '1 second', now() from siem_hunts where hunt_id = ?",
                id);
        assertThat(runs(ana, id, 1).getString("items[0].status")).isEqualTo("abandoned");
        ana.get(id).body("last_match_count", nullValue());
    }

    @Test
    void workUnderAnOldClaimChangesNothing() {
        HuntUser ana = owner("stale");
        String id = scheduled(ana, "user:root");
        String watermark = text("stale", id, "watermark");
        HuntClaim stale = new HuntClaim(
                new TenantId("stale"),
                new HuntId(UUID.fromString(id)),
                1,
                -1,
                UUID.randomUUID(),
                HuntRun.Mode.SCHEDULED,
                "ana");
        assertThatThrownBy(() -> database.inTenant(
                                stale.tenant(), connection -> claims.renew(connection, stale, "{\"0\":999}"))
                        .await()
                        .atMost(PATIENCE))
                .hasMessageContaining("another one has the hunt");
        runs.run(stale).await().atMost(PATIENCE);
        assertThat(text("stale", id, "watermark")).isEqualTo(watermark);
        assertThat(DatabaseProbe.query("stale", "select 1 from siem_hunt_runs")).isEmpty();
    }

    @Test
    void aHuntThatIsStoppedOrDeletedWhileItRunsIsLeftAlone() {
        HuntUser ana = owner("stopped");
        String id = scheduled(ana, "user:root");
        execute("stopped", "update siem_hunts set lease_until = now() + interval '1 hour' where hunt_id = ?", id);
        ana.schedule(id, "{\"schedule_enabled\":false}").statusCode(200);
        assertThat(DatabaseProbe.query(
                        "stopped", "select 1 from siem_hunts where lease_until is null and fencing_epoch = 1"))
                .hasSize(1);
        ana.delete(id).statusCode(204);
        HuntClaim gone = new HuntClaim(
                new TenantId("stopped"),
                new HuntId(UUID.fromString(id)),
                1,
                1,
                UUID.randomUUID(),
                HuntRun.Mode.SCHEDULED,
                "ana");
        runs.run(gone).await().atMost(PATIENCE);
    }

    @Test
    void aHuntRunsWithThePresentRightsOfItsOwner() {
        HuntUser ana = owner("rights");
        String id = scheduled(ana, "user:root");
        // These calls are ana's too, as an analyst: she is demoted behind them.
        ingest("rights", log("root"));
        found("rights", "*", 1);
        HuntUser demoted = new HuntUser("rights", "ana", List.of(), "viewer");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> demoted.get(id)
                        .body("schedule_state", equalTo("paused"))
                        .body("schedule_reason", containsString("may not search")));
        makeDue("rights", id);
        // Another owner's hunt, due later, has run: so this one was passed over.
        HuntUser bob = new HuntUser("rights", "bob", List.of(), "hunter");
        String later = scheduled(bob, "user:root");
        makeDue("rights", later);
        runs(bob, later, 1);
        assertThat(demoted.asks().get(HUNTS + "/" + id + "/runs").jsonPath().getList("items"))
                .isEmpty();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> ana.get(id).body("schedule_state", equalTo("active")));
        assertThat(runs(ana, id, 1).getInt("items[0].match_count")).isEqualTo(1);
    }

    @Test
    void theRightsOfARefusedRequestCountToo() {
        HuntUser ana = owner("refused-rights");
        String id = scheduled(ana, "user:root");
        HuntUser nobody = new HuntUser("refused-rights", "ana", List.of(), "ingest");
        nobody.asks().get(HUNTS).then().statusCode(403);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> DatabaseProbe.query(
                                        "refused-rights",
                                        "select 1 from siem_hunt_owners where roles = array['ingest']")
                                .size()
                        == 1);
        makeDue("refused-rights", id);
        assertThat(database.asSystem(connection -> claims.claim(connection, 100))
                        .await()
                        .atMost(PATIENCE))
                .extracting(claim -> claim.hunt().toString())
                .doesNotContain(id);
    }

    @Test
    void anOwnerWhoDoesNotComeAnyMoreMayHaveLeft() {
        HuntUser gone = new HuntUser("silent", "gone", List.of("blue"), "hunter");
        String id =
                gone.creates("{\"name\":\"n\",\"query\":\"*\",\"schedule_enabled\":true,\"sharing_mode\":\"team\"}");
        HuntUser mate = new HuntUser("silent", "mate", List.of("blue"), "hunter");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            execute(
                    "silent",
                    "update siem_hunt_owners set seen_at = now() - interval '31 days' where ?::uuid is not null",
                    id);
            mate.get(id)
                    .statusCode(200)
                    .body("schedule_state", equalTo("paused"))
                    .body("schedule_reason", containsString("has not been here since"));
        });
        gone.get(id).statusCode(200);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> mate.get(id).body("schedule_state", equalTo("active")));
    }

    @Test
    void aMissedTimeIsOneRunAndTheNextOneIsAhead() {
        HuntUser ana = owner("missed");
        String id = scheduled(ana, "user:root");
        execute("missed", "update siem_hunts set next_run_at = now() - interval '30 hours' where hunt_id = ?", id);
        runs(ana, id, 1);
        Instant next = Instant.parse(ana.get(id).extract().path("next_run_at"));
        assertThat(next).isAfter(Instant.now());
        assertThat(runs(ana, id, 1).getList("items")).hasSize(1);
    }

    @Test
    void aRunThatWorksKeepsItsLease() {
        HuntUser ana = owner("beat");
        String id = scheduled(ana, "user:root");
        kill("beat", id, text("beat", id, "watermark"), "0");
        String hours = "set lease_until = now() + interval '5 hours' where hunt_id = ?";
        execute("beat", "update siem_hunts " + hours, id);
        execute("beat", "update siem_hunt_runs " + hours, id);
        List<UUID> mine =
                DatabaseProbe.query("beat", "select run_id from siem_hunt_runs where status = 'running'").stream()
                        .map(row -> (UUID) row.get("run_id"))
                        .toList();
        assertThat(mine).hasSize(1);
        database.asSystem(connection -> claims.beat(connection, mine)).await().atMost(PATIENCE);
        String renewed = " where lease_until between now() + interval '1 minute' and now() + interval '3 minutes'";
        assertThat(DatabaseProbe.query("beat", "select 1 from siem_hunts" + renewed))
                .hasSize(1);
        assertThat(DatabaseProbe.query("beat", "select 1 from siem_hunt_runs" + renewed))
                .hasSize(1);
    }

    @Test
    void recordsOfRunsAreForgottenAfterAWhile() {
        HuntUser ana = owner("sweep");
        String id = ana.createsWith("\"tags\":[]");
        ana.run(id).statusCode(200);
        execute("sweep", "update siem_hunt_runs set finished_at = now() - interval '91 days' where hunt_id = ?", id);
        ana.run(id).statusCode(200);
        sweeper.sweep().await().atMost(PATIENCE);
        assertThat(runs(ana, id, 1).getList("items")).hasSize(1);
    }

    @Test
    void manyEventsAreLookedAtInSteps() {
        HuntUser ana = owner("steps");
        String id = scheduled(ana, "user:root OR user:bob");
        String[] lines = Stream.generate(() -> log("root")).limit(45).toArray(String[]::new);
        for (int i = 0; i < 4; i++) {
            ingest("steps", lines);
        }
        found("steps", "*", 180);
        makeDue("steps", id);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> runs(ana, id, 1).getList("items.match_count", Integer.class).stream()
                                .mapToInt(Integer::intValue)
                                .sum()
                        == 180);
        assertThat(runs(ana, id, 1).getList("items[-1].sample_log_ids")).hasSize(20);
        ana.get(id).body("run_count", greaterThanOrEqualTo(1));
    }

    private static String scheduled(HuntUser user, String query) {
        return user.creates("{\"name\":\"n\",\"query\":\"" + query + "\",\"schedule_enabled\":true}");
    }

    private static JsonPath runs(HuntUser user, String hunt, int atLeast) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> user.asks().get(HUNTS + "/" + hunt + "/runs").jsonPath(),
                        json -> json.getList("items").size() >= atLeast
                                && !json.getList("items.status").contains("running"));
    }

    private static void makeDue(String tenant, String hunt) {
        execute(tenant, "update siem_hunts set next_run_at = now() where hunt_id = ?", hunt);
    }

    private static void execute(String tenant, String sql, String hunt) {
        assertThat(DatabaseProbe.query(tenant, sql, UUID.fromString(hunt))).isEmpty();
    }

    private static String text(String tenant, String hunt, String column) {
        List<Map<String, Object>> rows = DatabaseProbe.query(
                tenant, "select " + column + " from siem_hunts where hunt_id = ?", UUID.fromString(hunt));
        return rows.getFirst().get(column).toString();
    }

    private static String log(String user) {
        return "{\"user\":\"" + user + "\",\"n\":\"" + UUID.randomUUID() + "\"}";
    }

    /** Happened last year, stored now. */
    private static String old(String user) {
        return "{\"timestamp\":\"2025-01-01T00:00:00Z\",\"user\":\"" + user + "\"}";
    }
}
