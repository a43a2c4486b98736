package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import org.junit.jupiter.api.Test;

/** Logs sent as text are searchable events, once, however often they are sent. */
class TextLogsIT {
    private static final String ACCESS = """
            203.0.113.9 - text-it [02/Jan/2026:03:04:05 +0000] "GET /one HTTP/1.1" 404 12 "-" "probe/1.0"
            203.0.113.9 - text-it [02/Jan/2026:03:04:06 +0000] "GET /two HTTP/1.1" 200 34 "-" "probe/1.0"
            """;

    private final Client client = SystemStack.running().as("textlogs");
    private final Pipeline pipeline = new Pipeline(client);

    @Test
    void anAccessLogIsSearchable() {
        JsonNode first = send();
        assertThat(send().path("items")).isEqualTo(first.path("items"));
        pipeline.awaitIndexed("watchfloor.source:web AND user:text-it AND source.ip:203.0.113.9", 2);
        assertThat(pipeline.count("user:text-it AND http.response.status_code:404"))
                .isEqualTo(1);
    }

    private JsonNode send() {
        return client.send(Service.SEARCH, "/api/v1/siem/logs?source=web", "text/plain", ACCESS)
                .expect(200);
    }
}
