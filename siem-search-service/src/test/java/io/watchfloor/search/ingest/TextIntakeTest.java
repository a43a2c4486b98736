package io.watchfloor.search.ingest;

import static io.watchfloor.search.Api.LOGS;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.watchfloor.search.SearchProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class TextIntakeTest {
    private static final String ACCESS =
            "203.0.113.4 - %s [02/Jan/2026:03:04:05 +0000] \"GET /a?b=%d HTTP/1.1\" 404 12 \"-\" \"probe/1.0\"";

    private static final String ZEEK = """
            #separator \\x09
            #set_separator	,
            #empty_field	(empty)
            #unset_field	-
            #path	conn
            #fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	service	orig_bytes
            #types	time	string	addr	port	addr	port	enum	string	count
            1767323045.125000	Ctext1	203.0.113.7	40000	198.51.100.9	443	tcp	ssl	512
            1767323046.000000	Ctext2	203.0.113.7	40001	198.51.100.9	443	tcp	-	0
            #close	2026-01-02-04-00-00
            """;

    @Test
    void linesOfAnAccessLogAreAnEventEach() {
        List<String> ids = taken("web", ACCESS.formatted("text-web", 1), ACCESS.formatted("text-web", 2));
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        JsonPath events = found("acme", "user:text-web AND source.ip:203.0.113.4", 2);
        assertThat(events.getString("events[0].'watchfloor.source'")).isEqualTo("web");
        assertThat(events.getInt("events[0].'http.response.status_code'")).isEqualTo(404);
        assertThat(events.getString("events[0].'@timestamp'")).isEqualTo("2026-01-02T03:04:05.000Z");
    }

    @Test
    void aTableOfZeekIsReadByItsHeaderLines() {
        assertThat(taken("zeek", ZEEK)).hasSize(2);
        JsonPath events = found("acme", "zeek.session_id:Ctext*", 2);
        assertThat(events.getString("events[1].'event.dataset'")).isEqualTo("zeek.conn");
        assertThat(events.getString("events[1].'@timestamp'")).isEqualTo("2026-01-02T03:04:05.125Z");
        assertThat(events.getInt("events[1].'source.bytes'")).isEqualTo(512);
        assertThat(events.getString("events[1].'network.protocol'")).isEqualTo("ssl");
    }

    @Test
    void aRowWithoutItsHeaderIsKeptWithTheReason() {
        assertThat(taken("zeek", "1767323045.1\tCheadless\t203.0.113.7")).hasSize(1);
        JsonPath events = found("acme", "event.kind:pipeline_error AND event.original:*Cheadless*", 1);
        assertThat(events.getString("events[0].'error.message'")).contains("#fields");
    }

    @Test
    void withoutASourceEachLineSaysWhatItIs() {
        assertThat(taken(
                        null,
                        ACCESS.formatted("text-mixed", 1),
                        "",
                        "{\"user\":\"text-mixed\",\"timestamp\":\"2026-01-02T03:04:05Z\"}",
                        "<38>Jan  2 03:04:05 web1 sshd[7]: Invalid user text-mixed from 203.0.113.5 port 4711"))
                .hasSize(3);
        JsonPath events = found("acme", "user:text-mixed", 3);
        assertThat(events.getList("events.'watchfloor.source'", String.class))
                .containsExactlyInAnyOrder("web", "app", "syslog");
    }

    @Test
    void aLineThatIsBrokenIsAnEventWithTheReason() {
        assertThat(taken(null, "{\"user\":\"text-broken\"")).hasSize(1);
        JsonPath events = found("acme", "event.kind:pipeline_error AND event.original:*text-broken*", 1);
        assertThat(events.getString("events[0].'error.message'")).contains("not a JSON object");
    }

    @Test
    void theSameTextTwiceIsStoredOnceAlsoInOtherPieces() {
        String line = ACCESS.formatted("text-twice", 1);
        String other = ACCESS.formatted("text-twice", 2);
        List<String> first = taken("web", line, line, other);
        assertThat(first).doesNotHaveDuplicates();
        assertThat(taken("web", line, line, other)).isEqualTo(first);
        assertThat(taken("web", other)).containsExactly(first.getLast());
        taken("web", ACCESS.formatted("after-text-twice", 1));
        found("acme", "user:after-text-twice", 1);
        found("acme", "user:text-twice", 3);
    }

    @Test
    void textHasTheCharsetOfItsType() {
        byte[] body = ACCESS.formatted("Jos\u00e9-latin", 1).getBytes(StandardCharsets.ISO_8859_1);
        send("text/plain; charset=ISO-8859-1", "web", body).then().statusCode(200);
        found("acme", "user:Jos\u00e9-latin", 1);
    }

    @Test
    void gzipIsTakenAndABombIsNot() throws IOException {
        byte[] body = ACCESS.formatted("text-zipped", 1).getBytes(StandardCharsets.UTF_8);
        zipped(body).then().statusCode(200);
        found("acme", "user:text-zipped", 1);
        zipped(" ".repeat(5_000_000).getBytes(StandardCharsets.UTF_8)).then().statusCode(413);
    }

    @Test
    void tooManyLinesAreRefusedAndNoneIsKept() {
        String body = "one of too many\n".repeat(51);
        send("text/plain", "app", body.getBytes(StandardCharsets.UTF_8)).then().statusCode(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \r\n", "#fields\tts\tuid\n"})
    void aBodyWithoutALogIsRefused(String body) {
        send("text/plain", "zeek", body.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("empty"));
    }

    @Test
    void theSourceIsChecked() {
        send("text/plain", "nosuch", "x".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?source"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/csv", "application/octet-stream"})
    void anyOtherTypeIsRefused(String type) {
        send(type, "web", "a=b".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .header("Accept-Post", containsString("text/plain"))
                .body("errors[0].pointer", equalTo("Content-Type"));
    }

    @Test
    void prettyPrintedJsonIsAnEventAnObject() {
        String pretty = "{\n  \"user\": \"text-pretty\",\n  \"n\": %d\n}";
        for (String body : List.of(
                pretty.formatted(1) + "\n" + pretty.formatted(2) + "\n",
                "[\n" + pretty.formatted(3) + ",\n" + pretty.formatted(4) + "\n]")) {
            send("application/json", "app", body.getBytes(StandardCharsets.UTF_8))
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(2));
        }
        found("acme", "user:text-pretty", 4);
    }

    private static List<String> taken(String source, String... lines) {
        return send("text/plain", source, String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private static Response zipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return as("acme", "service")
                .header("Content-Encoding", "gzip")
                .contentType("text/plain")
                .body(bytes.toByteArray())
                .post(LOGS + "?source=web");
    }

    private static Response send(String type, String source, byte[] body) {
        return as("acme", "service")
                .contentType(type)
                .body(body)
                .post(LOGS + (source == null ? "" : "?source=" + source));
    }
}
