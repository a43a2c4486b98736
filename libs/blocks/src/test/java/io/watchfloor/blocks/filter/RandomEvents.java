package io.watchfloor.blocks.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Events as an organisation's logs have them: process starts, logons, flows and web requests; the same seed gives the same ones. */
final class RandomEvents {

    static final List<String> KINDS = List.of("process starts", "logons", "flows", "web requests");

    private static final List<String> PROGRAMS = List.of(
            "C:\\Windows\\System32\\svchost.exe",
            "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
            "C:\\Program Files\\Office\\winword.exe",
            "C:\\Windows\\System32\\cmd.exe",
            "C:\\Tools\\Agent\\collector.exe",
            "/usr/bin/bash",
            "/usr/sbin/sshd");
    private static final List<String> OPTIONS = List.of(
            "-k netsvcs -p -s Schedule",
            "-NoProfile -NonInteractive -EncodedCommand ",
            "/c dir /s \"C:\\Users\\Public\"",
            "--config /etc/collector/main.yaml --interval 30s",
            "-Embedding",
            "-c 'tar czf /var/backups/home.tgz /home'");
    private static final List<String> PATHS = List.of(
            "/index.html", "/login?next=%2Fhome", "/api/v2/items/", "/static/app.js", "/img/logo.png", "/search?q=");
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0",
            "curl/8.5.0",
            "Größenmesser/1.0 (Prüfstand)");
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final SplittableRandom random;
    private long time = 1_750_000_000_000L;

    RandomEvents(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Events of one kind, in the order of time. */
    List<Map<String, Object>> block(int size) {
        return block(random.nextInt(KINDS.size()), size);
    }

    /** Events of the {@code kind}th kind. */
    List<Map<String, Object>> block(int kind, int size) {
        return IntStream.range(0, size).mapToObj(_ -> event(kind)).toList();
    }

    private Map<String, Object> event(int kind) {
        Map<String, Object> event = common();
        switch (kind) {
            case 0 -> process(event);
            case 1 -> logon(event);
            case 2 -> flow(event);
            default -> request(event);
        }
        return event;
    }

    private Map<String, Object> common() {
        time += random.nextInt(40);
        Map<String, Object> event = new HashMap<>();
        event.put("@timestamp", java.time.Instant.ofEpochMilli(time).toString());
        event.put("event.ingested", java.time.Instant.ofEpochMilli(time + 900).toString());
        event.put("event.id", hex(32));
        event.put("ecs.version", "9.1.0");
        event.put("watchfloor.tenant", "acme");
        event.put("watchfloor.sequence", random.nextLong(1L << 40));
        int host = few(400);
        event.put("host.name", "ws-" + host + ".corp.example");
        event.put("host.ip", List.of("10.20." + host % 8 + "." + host % 250, "fe80::17:" + Integer.toHexString(host)));
        event.put("user.name", "user" + few(300));
        event.put("user.domain", "CORP");
        return event;
    }

    private void process(Map<String, Object> event) {
        String program = pick(PROGRAMS);
        String option = pick(OPTIONS);
        event.put("event.dataset", "windows.security");
        event.put("event.action", "process-started");
        event.put("event.code", 4688);
        event.put("process.executable", program);
        event.put("process.pid", random.nextInt(30_000));
        event.put("process.command_line", '"' + program + "\" " + option + (option.endsWith(" ") ? text(60) : ""));
        event.put("process.parent.executable", pick(PROGRAMS));
        event.put("process.hash.sha256", hex(64));
        event.put("process.entity_id", "{" + uuid() + "}");
        event.put("message", "A new process has been created by " + event.get("user.name"));
    }

    private void logon(Map<String, Object> event) {
        boolean failed = random.nextInt(5) == 0;
        event.put("event.dataset", "linux.auth");
        event.put("event.action", failed ? "logon-failed" : "logged-in");
        event.put("event.outcome", failed ? "failure" : "success");
        event.put("event.code", failed ? 4625L : 4624L);
        event.put("source.ip", address());
        event.put("source.port", 1_024 + random.nextInt(64_000));
        event.put("source.geo.city_name", pick(List.of("Köln", "İzmir", "São Paulo", "Ωρωπός", "東京", "Oslo")));
        event.put("session.valid", random.nextBoolean());
        event.put(
                "message",
                (failed ? "Failed password for " : "Accepted publickey for ") + event.get("user.name") + " from "
                        + event.get("source.ip") + " port " + event.get("source.port") + " ssh2");
    }

    private void flow(Map<String, Object> event) {
        event.put("event.dataset", "firewall.flow");
        event.put("event.action", random.nextInt(9) == 0 ? "denied" : "allowed");
        event.put("source.ip", "10.20." + few(8) + "." + few(250));
        event.put("destination.ip", random.nextInt(8) == 0 ? "2001:db8:" + hex(4) + "::" + hex(4) : address());
        event.put("destination.port", pick(List.of(443, 80, 53, 22, 8443, 3389)));
        event.put("network.bytes", random.nextInt(1_000_000));
        event.put("network.packets", random.nextInt(2_000));
        event.put("event.duration", random.nextDouble() * 100);
        event.put("network.community_id", "1:" + text(27) + "=");
        event.put("rule.name", "egress " + few(40));
    }

    private void request(Map<String, Object> event) {
        String path = pick(PATHS);
        event.put("event.dataset", "web.access");
        event.put("http.request.method", random.nextInt(4) == 0 ? "POST" : "GET");
        event.put("http.response.status_code", pick(List.of(200, 200, 200, 304, 404, 500)));
        event.put("http.response.body.bytes", random.nextInt(90_000));
        event.put("source.ip", address());
        event.put("url.original", path + (path.endsWith("/") || path.endsWith("=") ? text(8) : ""));
        event.put("user_agent.original", pick(AGENTS));
        event.put("trace.id", uuid());
        event.put("tags", random.nextInt(3) == 0 ? List.of() : List.of("edge", "tls1.3"));
    }

    /** A common address, or one seen hardly twice. */
    private String address() {
        return random.nextInt(3) > 0
                ? "198.51.100." + few(60)
                : random.nextInt(1, 224) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                        + random.nextInt(256);
    }

    private String uuid() {
        return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12);
    }

    /** A number below {@code bound}, small ones more often. */
    private int few(int bound) {
        return (int) (bound * Math.pow(random.nextDouble(), 2));
    }

    private String hex(int length) {
        return characters("0123456789abcdef", length);
    }

    private String text(int length) {
        return characters(BASE64, length);
    }

    private String characters(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
