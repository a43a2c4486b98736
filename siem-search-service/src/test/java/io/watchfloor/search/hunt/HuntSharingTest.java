package io.watchfloor.search.hunt;

import static io.watchfloor.search.hunt.HuntUser.HUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.SearchProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class HuntSharingTest {
    private static final String TENANT = "hunt-sharing";
    private static final HuntUser OWNER = user("olga", List.of("blue", "night"), "hunter");

    private static final Map<String, String> MODES = Map.of(
            "private", "\"sharing_mode\":\"private\"",
            "unsaid", "\"tags\":[]",
            "team", "\"sharing_mode\":\"team\"",
            "roles", "\"sharing_mode\":\"roles\",\"shared_with_roles\":[\"responder\",\"viewer\"]");

    private static final Map<String, HuntUser> USERS = Map.of(
            "owner", OWNER,
            "stranger", user("piet", List.of("green"), "hunter", "analyst"),
            "teamless", user("tom", List.of(), "analyst"),
            "team_mate", user("quinn", List.of("night", "green"), "analyst"),
            "team_viewer", user("vera", List.of("blue"), "viewer"),
            "role_holder", user("rosa", List.of(), "analyst", "responder"),
            "role_viewer", user("vic", List.of(), "viewer"),
            "admin", user("sam", List.of("green"), "admin"),
            "team_admin", user("sue", List.of("blue"), "admin"),
            "namesake", new HuntUser("hunt-sharing-b", "olga", List.of("blue"), "hunter", "responder"));

    private static HuntUser user(String name, List<String> teams, String... roles) {
        return new HuntUser(TENANT, name, teams, roles);
    }

    /** A viewer's run is refused whether or not they see the hunt: viewers do not search. */
    @ParameterizedTest
    @CsvSource({
        // mode, user, read, run, change
        "private, owner,       200, 200, 200",
        "private, stranger,    404, 404, 404",
        "private, teamless,    404, 404, 404",
        "private, team_mate,   404, 404, 404",
        "private, team_viewer, 404, 403, 404",
        "private, role_holder, 404, 404, 404",
        "private, role_viewer, 404, 403, 404",
        "private, admin,       404, 404, 404",
        "private, team_admin,  404, 404, 404",
        "private, namesake,    404, 404, 404",
        "unsaid,  owner,       200, 200, 200",
        "unsaid,  team_mate,   404, 404, 404",
        "unsaid,  role_holder, 404, 404, 404",
        "unsaid,  admin,       404, 404, 404",
        "team,    owner,       200, 200, 200",
        "team,    stranger,    404, 404, 404",
        "team,    teamless,    404, 404, 404",
        "team,    team_mate,   200, 200, 403",
        "team,    team_viewer, 200, 403, 403",
        "team,    role_holder, 404, 404, 404",
        "team,    role_viewer, 404, 403, 404",
        "team,    admin,       404, 404, 404",
        "team,    team_admin,  200, 200, 403",
        "team,    namesake,    404, 404, 404",
        "roles,   owner,       200, 200, 200",
        "roles,   stranger,    404, 404, 404",
        "roles,   teamless,    404, 404, 404",
        "roles,   team_mate,   404, 404, 404",
        "roles,   team_viewer, 200, 403, 403",
        "roles,   role_holder, 200, 200, 403",
        "roles,   role_viewer, 200, 403, 403",
        "roles,   admin,       404, 404, 404",
        "roles,   team_admin,  404, 404, 404",
        "roles,   namesake,    404, 404, 404",
    })
    void whoSeesRunsAndChangesWhat(String mode, String who, int read, int run, int change) {
        String id = OWNER.createsWith(MODES.get(mode));
        HuntUser user = USERS.get(who);
        user.get(id).statusCode(read);
        user.asks().get(HUNTS + "/" + id + "/runs").then().statusCode(read);
        List<String> listed = user.asks()
                .queryParam("limit", 200)
                .get(HUNTS)
                .then()
                .statusCode(200)
                .extract()
                .path("items.hunt_id");
        assertThat(listed.contains(id)).isEqualTo(read == 200);
        user.run(id).statusCode(run);
        user.patch(id, "{\"description\":\"new\"}").statusCode(change);
        user.schedule(id, "{\"schedule_enabled\":false}").statusCode(change);
        user.delete(id).statusCode(change == 200 ? 204 : change);
        OWNER.get(id).statusCode(change == 200 ? 404 : 200);
    }

    @Test
    void ownersAreToldApartFromThoseWhoOnlySee() {
        String id = OWNER.createsWith(MODES.get("team"));
        OWNER.get(id).body("is_owner", equalTo(true));
        USERS.get("team_mate").get(id).body("is_owner", equalTo(false)).body("created_by", equalTo("olga"));
        USERS.get("team_mate").asks().get(HUNTS).then().body("items.hunt_id", hasItem(id));
        OWNER.delete(id).statusCode(204);
    }

    @Test
    void losingARoleOrATeamTakesTheHuntAwayWithTheNextRequest() {
        String roles = OWNER.createsWith(MODES.get("roles"));
        user("rosa", List.of(), "analyst", "responder").get(roles).statusCode(200);
        user("rosa", List.of(), "analyst").get(roles).statusCode(404);
        String team = OWNER.createsWith(MODES.get("team"));
        user("quinn", List.of("night"), "analyst").run(team).statusCode(200);
        user("quinn", List.of("green"), "analyst").run(team).statusCode(404);
        OWNER.delete(roles).statusCode(204);
        OWNER.delete(team).statusCode(204);
    }

    @Test
    void aTeamHuntFollowsItsOwnersTeams() {
        HuntUser mover = user("mona", List.of("red"), "hunter");
        String id = mover.createsWith(MODES.get("team"));
        HuntUser red = user("rick", List.of("red"), "hunter");
        HuntUser pink = user("pam", List.of("pink"), "hunter");
        red.get(id).statusCode(200);
        pink.get(id).statusCode(404);
        user("mona", List.of("pink"), "hunter").get(id).statusCode(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> pink.get(id).statusCode(200));
        red.get(id).statusCode(404);
    }

    @Test
    void whatIsNoLongerSharedIsGoneForTheOthers() {
        String id = OWNER.createsWith(MODES.get("roles"));
        USERS.get("role_holder").get(id).statusCode(200);
        OWNER.patch(id, "{\"sharing_mode\":\"team\",\"shared_with_roles\":null}")
                .statusCode(200);
        USERS.get("role_holder").get(id).statusCode(404);
        USERS.get("team_mate").get(id).statusCode(200);
        OWNER.delete(id).statusCode(204);
    }
}
