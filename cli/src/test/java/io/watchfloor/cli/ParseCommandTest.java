package io.watchfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParseCommandTest {
    private static final String TABLE =
            "#separator \\x09\n#set_separator\t,\n#path\tdns\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tquery\tAA\tanswers\n"
                    + "#types\ttime\tstring\taddr\tport\taddr\tport\tstring\tbool\tvector[string]\n"
                    + "1763626530.123456\tC1\t10.0.0.1\t5000\t10.0.0.53\t53\ta\\x2d.example\tF\t192.0.2.1,-\n#close\t2026\n";

    @TempDir
    private Path folder;

    private record Run(int status, List<JsonNode> events, String summary) {}

    @Test
    void everyKindOfLineOfAFileIsAnEvent() throws IOException {
        Run run = parse("""
                {"timestamp":"2026-11-20T08:15:30+0000","flow_id":1,"event_type":"flow","src_ip":"10.0.0.1","dest_ip":"10.0.0.2","proto":"TCP"}
                198.51.100.7 - - [20/Nov/2026:08:15:30 +0200] "GET / HTTP/1.1" 200 1

                {"broken
                """, "auto");
        assertThat(run.status()).isZero();
        assertThat(run.events())
                .extracting(event -> event.path("watchfloor.source").asText())
                .containsExactly("suricata", "web", "app");
        assertThat(run.summary()).startsWith("3 events (app 1, suricata 1, web 1), 1 not understood");
    }

    @Test
    void aTableOfZeekIsReadByItsHeader() throws IOException {
        JsonNode event = parse(TABLE, "auto").events().getFirst();
        assertThat(event.path("event.dataset").asText()).isEqualTo("zeek.dns");
        assertThat(event.path("@timestamp").asText()).isEqualTo("2025-11-20T08:15:30.123Z");
        assertThat(event.path("dns.question.name").asText()).isEqualTo("a-.example");
        assertThat(event.path("source.port").asInt()).isEqualTo(5000);
        assertThat(event.path("zeek.dns.AA").asBoolean(true)).isFalse();
    }

    @Test
    void rowsThatDoNotSayWhatTheyAreNeedTheirSource() throws IOException {
        String row = "{\"Pid\":4,\"Name\":\"x.exe\"}";
        assertThat(parse(row, "velociraptor")
                        .events()
                        .getFirst()
                        .path("process.name")
                        .asText())
                .isEqualTo("x.exe");
        assertThat(parse(row, "auto")
                        .events()
                        .getFirst()
                        .path("watchfloor.source")
                        .asText())
                .isEqualTo("app");
    }

    private Run parse(String text, String source) throws IOException {
        Path file = folder.resolve("log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        PrintStream before = System.out;
        PrintStream beforeErrors = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        int status;
        try {
            status = Watchfloor.commandLine().execute("parse", "--source", source, file.toString());
        } finally {
            System.setOut(before);
            System.setErr(beforeErrors);
        }
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> events = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> tree(json, line))
                .toList();
        return new Run(status, events, errors.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode tree(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
