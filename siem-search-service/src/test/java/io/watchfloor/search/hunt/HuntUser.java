package io.watchfloor.search.hunt;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.testkit.fixture.Tokens;
import java.util.List;

/** A user of a tenant, working with hunts. */
record HuntUser(String tenant, String name, List<String> teams, String... roles) {
    static final String HUNTS = "/api/v1/siem/hunts";

    RequestSpecification asks() {
        return given().header("Authorization", Tokens.bearerInTeams(name, tenant, teams, roles))
                .contentType(ContentType.JSON);
    }

    ValidatableResponse get(String id) {
        return asks().get(HUNTS + "/" + id).then();
    }

    ValidatableResponse run(String id) {
        return asks().post(HUNTS + "/" + id + "/run").then();
    }

    ValidatableResponse patch(String id, String patch) {
        return asks().contentType("application/merge-patch+json")
                .body(patch)
                .patch(HUNTS + "/" + id)
                .then();
    }

    ValidatableResponse schedule(String id, String body) {
        return asks().body(body).put(HUNTS + "/" + id + "/schedule").then();
    }

    ValidatableResponse delete(String id) {
        return asks().delete(HUNTS + "/" + id).then();
    }

    ValidatableResponse tries(String body) {
        return asks().body(body).post(HUNTS).then();
    }

    String creates(String body) {
        return tries(body).statusCode(201).extract().path("hunt_id");
    }

    /** Saves a hunt for everything with these members beside. */
    String createsWith(String members) {
        return creates("{\"name\":\"n\",\"query\":\"*\"," + members + "}");
    }
}
