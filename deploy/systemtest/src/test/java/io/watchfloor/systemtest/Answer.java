package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What a service answered. {@code body} is a missing node when there was none or it was no JSON. */
record Answer(int status, String contentType, JsonNode body) {
    /** The body of an answer that must have this status. */
    JsonNode expect(int expected) {
        assertThat(status).as("%s", body).isEqualTo(expected);
        return body;
    }

    /** The body of a problem with this status. */
    JsonNode problem(int expected) {
        assertThat(contentType).as("%s %s", status, body).startsWith("application/problem+json");
        return expect(expected);
    }
}
