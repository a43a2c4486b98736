package io.watchfloor.detection.rule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class RuleSharingTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final String TENANT = "sharing";

    /** A user of the tenant. */
    private record User(String name, List<String> teams, String... roles) {
        RequestSpecification asks() {
            return given().header("Authorization", Tokens.bearerInTeams(name, TENANT, teams, roles))
                    .contentType(ContentType.JSON);
        }
    }

    private static final User OWNER = new User("olga", List.of("blue", "night"), "detection_engineer");
    private static final User OTHER = new User("piet", List.of("green"), "detection_engineer");
    private static final User TEAM_MATE = new User("quinn", List.of("night"), "detection_engineer");
    private static final User HUNTER = new User("rosa", List.of(), "hunter", "detection_engineer");
    private static final User ADMIN = new User("sam", List.of("blue"), "admin");
    private static final User SERVICE = new User("promotion-service", List.of(), "service");

    @Test
    void aPrivateRuleIsItsCreatorsAlone() {
        String id = create(OWNER, "\"sharing_mode\":\"private\"");
        Stream.of(OTHER, TEAM_MATE, HUNTER, ADMIN).forEach(user -> assertHidden(user, id));
        seen(OWNER, id).body("is_owner", equalTo(true)).body("sharing_mode", equalTo("private"));
        seen(SERVICE, id).body("is_owner", equalTo(false));
        OWNER.asks().get(RULES).then().body("items.rule_id", hasItem(id));
        patch(OWNER, id, "{\"enabled\":false}").statusCode(200);
    }

    @Test
    void aTeamRuleIsSeenByWhoeverSharesATeamWithItsCreator() {
        String id = create(OWNER, "\"sharing_mode\":\"team\"");
        assertHidden(OTHER, id);
        assertHidden(HUNTER, id);
        seen(TEAM_MATE, id).body("is_owner", equalTo(false)).body("created_by", equalTo("olga"));
        TEAM_MATE.asks().post(RULES + "/" + id + "/run").then().statusCode(200);
        patch(TEAM_MATE, id, "{\"enabled\":false}").statusCode(403);
        patch(ADMIN, id, "{\"enabled\":false}").statusCode(200);
        User moved = new User("quinn", List.of("green"), "detection_engineer");
        assertHidden(moved, id);
        User ownerNow = new User("olga", List.of("green"), "detection_engineer");
        patch(ownerNow, id, "{\"enabled\":true}").statusCode(200);
        seen(moved, id);
    }

    @Test
    void aRuleSharedWithRolesIsSeenByTheirHolders() {
        String id = create(OWNER, "\"sharing_mode\":\"roles\",\"shared_with_roles\":[\"hunter\",\"responder\"]");
        assertHidden(OTHER, id);
        assertHidden(ADMIN, id);
        seen(HUNTER, id).body("shared_with_roles", equalTo(List.of("hunter", "responder")));
        patch(HUNTER, id, "{\"sharing_mode\":null,\"shared_with_roles\":null}").statusCode(403);
        assertHidden(new User("rosa", List.of(), "detection_engineer"), id);
        patch(OWNER, id, "{\"shared_with_roles\":[\"admin\"]}").statusCode(200);
        assertHidden(HUNTER, id);
        seen(ADMIN, id);
    }

    @Test
    void aRuleThatSaysNothingIsTheTenantsAndOnlyItsOwnerMakesItLess() {
        String id = create(OWNER, "\"tags\":[\"plain\"]");
        seen(OTHER, id).body("sharing_mode", nullValue()).body("shared_with_roles", equalTo(List.of()));
        patch(OTHER, id, "{\"enabled\":false}").statusCode(200);
        patch(OTHER, id, "{\"sharing_mode\":\"private\"}").statusCode(403);
        patch(OWNER, id, "{\"sharing_mode\":\"private\"}").statusCode(200);
        assertHidden(OTHER, id);
    }

    @Test
    void theCreatorIsWhoeverTheTokenNames() {
        OWNER.asks()
                .body(body("\"created_by\":\"someone\""))
                .post(RULES)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/created_by"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"sharing_mode\":\"roles\"|/shared_with_roles",
                "\"sharing_mode\":\"roles\",\"shared_with_roles\":[]|/shared_with_roles",
                "\"sharing_mode\":\"roles\",\"shared_with_roles\":[\"hunter\",\"wizard\"]|/shared_with_roles/1",
                "\"sharing_mode\":\"roles\",\"shared_with_roles\":[\"service\"]|/shared_with_roles/0",
                "\"sharing_mode\":\"team\",\"shared_with_roles\":[\"hunter\"]|/shared_with_roles",
                "\"sharing_mode\":\"private\",\"shared_with_roles\":[\"hunter\"]|/shared_with_roles",
                "\"shared_with_roles\":[\"hunter\"]|/shared_with_roles",
                "\"sharing_mode\":\"everybody\"|/sharing_mode",
            })
    void aShareThatMakesNoSenseIsRefused(String members, String pointer) {
        OWNER.asks().body(body(members)).post(RULES).then().statusCode(400).body("errors.pointer", hasItem(pointer));
    }

    /** Everything that hangs on the rule answers as if there were none. */
    private static void assertHidden(User user, String id) {
        user.asks().get(RULES).then().statusCode(200).body("items.rule_id", not(hasItem(id)));
        for (String below : List.of("", "/runs", "/versions", "/versions/1", "/versions/1/diff/1")) {
            assertThat(user.asks().get(RULES + "/" + id + below).statusCode())
                    .as(user.name() + " " + below)
                    .isEqualTo(404);
        }
        patch(user, id, "{\"enabled\":false}").statusCode(404);
        user.asks().post(RULES + "/" + id + "/run").then().statusCode(404);
    }

    private static ValidatableResponse seen(User user, String id) {
        return user.asks().get(RULES + "/" + id).then().statusCode(200);
    }

    private static ValidatableResponse patch(User user, String id, String patch) {
        return user.asks()
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(RULES + "/" + id)
                .then();
    }

    private static String create(User user, String members) {
        return user.asks()
                .body(body(members))
                .post(RULES)
                .then()
                .statusCode(201)
                .body("is_owner", equalTo(true))
                .extract()
                .path("rule_id");
    }

    private static String body(String members) {
        return "{\"name\":\"shared\",\"rule_type\":\"query\",\"query\":\"user:nobody\"," + members + "}";
    }
}
