package io.watchfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a server that answers as detection-service does. */
class RulesApplyTest {
    private static final String ACCEPTED = """
            {"dry_run":%s,"counts":{"files":1,"files_rejected":0,"created":1,"updated":0,"unchanged":0},
             "accepted":[{"file":"a.yml","rule_id":"r1","name":"One","outcome":"created","enabled":true}],
             "rejected":[],"costly":[]}""";
    private static final String REFUSED = """
            {"dry_run":true,"counts":{"files":1,"files_rejected":1},"accepted":[],
             "rejected":[{"file":"a.yml","line":3,"column":5,"code":"condition","message":"no such selection"}]}""";

    @TempDir
    Path directory;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private String report = ACCEPTED;
    private RulesCommandLine rules;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        rules = new RulesCommandLine(directory);
        rules.file("rules/a.yml", "title: One\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void importSendsTheFilesAndPrintsTheReport() {
        assertThat(run("import", "--dry-run")).isZero();
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst())
                .startsWith("POST /api/v1/detections/rules/import?dry_run=true&enable=false")
                .endsWith("a.yml title: One");
        assertThat(rules.out()).contains("created   r1  One", "1 created, 0 updated", "(nothing was stored)");
    }

    @Test
    void refusedFilesFailAndAreNamedWithTheirPlace() {
        report = REFUSED;
        assertThat(run("import")).isEqualTo(1);
        assertThat(rules.out()).contains("refused   a.yml:3:5: condition: no such selection");
    }

    @Test
    void diffStoresNothingAndNamesEnabledRulesWithoutAFile() {
        assertThat(run("diff")).isEqualTo(1);
        assertThat(asked).hasSize(2).allSatisfy(call -> assertThat(call).doesNotContain("dry_run=false", "PATCH"));
        assertThat(rules.out())
                .contains("created   r1  One", "no file   r2  Two")
                .doesNotContain("Counted");
    }

    @Test
    void applyChangesNothingWhileAFileIsRefused() {
        report = REFUSED;
        assertThat(run("apply", "--prune")).isEqualTo(1);
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst()).contains("dry_run=true");
    }

    @Test
    void applyEnablesAndPruneDisablesWhatNoFileHolds() {
        assertThat(run("apply", "--prune")).isZero();
        assertThat(asked.get(1)).contains("dry_run=false&enable=true");
        assertThat(asked.getLast()).isEqualTo("PATCH /api/v1/detections/rules/r2 {\"enabled\":false}");
        assertThat(rules.out()).contains("disabled  r2  Two");
    }

    private int run(String command, String... options) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return rules.run(
                Stream.concat(Stream.of(command, rules.at("rules"), "--url", url, "--token", "t"), Stream.of(options))
                        .toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String uri = exchange.getRequestURI().toString();
        String call = exchange.getRequestMethod() + " " + uri;
        if (uri.contains("/import")) {
            asked.add(call + " " + unzipped(body));
            send(exchange, report.contains("%s") ? report.formatted(uri.contains("dry_run=true")) : report);
        } else if (exchange.getRequestMethod().equals("PATCH")) {
            asked.add(call + " " + new String(body, StandardCharsets.UTF_8));
            send(exchange, "{}");
        } else {
            asked.add(call);
            send(exchange, """
                    {"items":[{"rule_id":"r1","rule_type":"sigma","name":"One"},{"rule_id":"r2","rule_type":"sigma","name":"Two"},
                     {"rule_id":"r3","rule_type":"frequency","name":"Counted"}],"next_cursor":null}""");
        }
    }

    private static String unzipped(byte[] body) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            return zip.getNextEntry().getName() + " " + new String(zip.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
