package io.watchfloor.blocks;

import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.QueryParser;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Prints what blocks of invented events cost: bytes and CPU time of one thread. Not a test; arguments: rows of a block, blocks, rounds.
 */
final class BlockFigures {
    private static final long START = 1_795_162_000_000L;
    private static final List<String> QUERIES = List.of(
            "needle",
            "\"4711 root\"",
            "user.name:user17",
            "message:*mimikatz*",
            "source.ip:10.20.0.0/16",
            "source.ip:10.20.3.0/24",
            "event.outcome:failure AND source.ip:10.20.0.0/16",
            "url.path:/.*\\.php[0-9]/",
            "process.command_line:/.*-enc.*x7.*/",
            "event.severity:>=50",
            "source.port:[1000 TO 1200]",
            "event.ingested:[2026-11-20 TO 2026-11-21]",
            "*:*");

    private final SplittableRandom random = new SplittableRandom(1);
    private final int rows;
    private final int count;

    private BlockFigures(int rows, int count) {
        this.rows = rows;
        this.count = count;
    }

    public static void main(String[] args) {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 512;
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 6;
        BlockFigures figures = new BlockFigures(rows, count);
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("round %d of %d, blocks of %d rows%n", round, rounds, rows);
            figures.measure("logins", figures::login, round == rounds);
            figures.measure("processes", figures::process, round == rounds);
            figures.measure("web", figures::web, round == rounds);
            figures.measure("200 names", i -> figures.wide(i, 200), round == rounds);
            figures.measure("2,000 names", i -> figures.wide(i, 2_000), round == rounds);
        }
    }

    private void measure(String name, IntFunction<Map<String, Object>> maker, boolean print) {
        List<List<Map<String, Object>>> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Map<String, Object>> events = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                events.add(maker.apply(i * rows + row));
            }
            groups.add(events);
        }
        List<Block> blocks = new ArrayList<>();
        double encode = micros(() -> groups.forEach(events -> blocks.add(BlockEncoder.encode(events)))) / rows;
        double directory = micros(() -> blocks.forEach(block -> Directory.read(block.directory())));
        double decode = micros(() -> blocks.forEach(block -> Events.all(block))) / rows;
        double one = micros(() -> blocks.forEach(block -> Events.reader(block).events(new int[] {rows / 2})));
        if (print) {
            long data = blocks.stream().mapToLong(block -> block.data().length).sum();
            long directories =
                    blocks.stream().mapToLong(block -> block.directory().length).sum();
            System.out.printf(
                    "%s: %.1f + %.1f B/event, encode %.2f us/event, directory %.1f us, all events %.2f us/event, one event %.0f us%n",
                    name,
                    data / (double) rows / count,
                    directories / (double) rows / count,
                    encode,
                    directory,
                    decode,
                    one);
            describe(blocks.getFirst());
        }
        QUERIES.forEach(query -> select(query, blocks, print));
    }

    private void select(String text, List<Block> blocks, boolean print) {
        CompiledQuery query = CompiledQuery.of(QueryParser.parse(text));
        List<BlockReader> readers = new ArrayList<>();
        blocks.forEach(block -> readers.add(Events.reader(block)));
        double cold = micros(() -> readers.forEach(query::select));
        double warm = micros(() -> readers.forEach(query::select));
        if (print) {
            System.out.printf("  %-60s %7.1f us/block cold, %7.1f again, %.3f us/row%n", text, cold, warm, cold / rows);
        }
    }

    private static void describe(Block block) {
        Directory directory = Directory.read(block.directory());
        directory.columns().values().forEach(column -> {
            int raw = column.frames()
                    .map(frame -> directory.frames().get(frame).rawLength())
                    .sum();
            int stored = column.frames()
                    .map(frame -> directory.frames().get(frame).storedLength())
                    .sum();
            System.out.printf(
                    "    %-28s %-8s frames %s raw %d stored %d%n",
                    column.name(),
                    column.kind(),
                    column.isInline()
                            ? "-"
                            : java.util.Arrays.toString(column.frames().toArray()),
                    raw,
                    stored);
        });
    }

    private double micros(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1_000.0 / count;
    }

    private Map<String, Object> common(int i, String dataset, String original) {
        long time = START + i * 37L + random.nextInt(30);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("@timestamp", EventGenerator.time(time));
        event.put("event.id", new UUID(time << 16 | 0x7000 | random.nextInt(1 << 12), random.nextLong()).toString());
        event.put("event.ingested", EventGenerator.time(time + 200 + random.nextInt(2_000)));
        event.put("event.dataset", dataset);
        event.put("event.kind", "event");
        event.put("watchfloor.tenant", "acme");
        event.put("watchfloor.source", "syslog");
        event.put("watchfloor.sequence", "3:" + (i + 1_000_000));
        if (Boolean.getBoolean("original")) {
            event.put("event.original", original);
        }
        return event;
    }

    private String address() {
        return "10.20." + random.nextInt(20) + "." + random.nextInt(250);
    }

    private Map<String, Object> login(int i) {
        String user = "user" + (int) (random.nextDouble() * random.nextDouble() * 400);
        String ip = address();
        int port = 1_024 + random.nextInt(60_000);
        boolean failed = random.nextInt(4) == 0;
        String text =
                (failed ? "Failed" : "Accepted") + " password for " + user + " from " + ip + " port " + port + " ssh2";
        Map<String, Object> event =
                common(i, "system.auth", "<38>Nov 20 08:15:30 gate-" + i % 40 + " sshd[" + (i % 30_000) + "]: " + text);
        event.put("event.category", "authentication");
        event.put("event.action", "ssh_login");
        event.put("event.outcome", failed ? "failure" : "success");
        event.put("event.severity", failed ? 50 : 25);
        event.put("event.severity_name", failed ? "medium" : "low");
        event.put("user.name", user);
        event.put("source.ip", ip);
        event.put("source.port", port);
        event.put("host.name", "gate-" + i % 40);
        event.put("process.name", "sshd");
        event.put("process.pid", i % 30_000);
        event.put("message", text);
        event.put("related.ip", List.of(ip));
        event.put("related.user", List.of(user));
        event.put("related.hosts", List.of("gate-" + i % 40));
        return event;
    }

    private Map<String, Object> process(int i) {
        String user = "CORP\\user" + random.nextInt(300);
        String image = "C:\\Program Files\\Tool " + random.nextInt(60) + "\\tool" + random.nextInt(60) + ".exe";
        String line = "\"" + image + "\" --profile p" + random.nextInt(1_000) + " -enc "
                + Long.toString(random.nextLong() >>> 8, 36);
        Map<String, Object> event = common(
                i,
                "windows.sysmon_operational",
                "<Event><CommandLine>" + line + "</CommandLine><Image>" + image + "</Image><User>" + user
                        + "</User></Event>");
        event.put("event.category", "process");
        event.put("event.type", List.of("start"));
        event.put("event.code", "1");
        event.put("event.severity", 25);
        event.put("host.name", "ws" + random.nextInt(200) + ".corp.example");
        event.put("user.name", user);
        event.put("process.executable", image);
        event.put("process.command_line", line);
        event.put("process.pid", random.nextInt(20_000));
        event.put("process.parent.executable", "C:\\Windows\\System32\\svc" + random.nextInt(30) + ".exe");
        event.put(
                "process.hash.sha256",
                Long.toHexString(random.nextLong() | Long.MIN_VALUE).repeat(4));
        event.put("process.entity_id", new UUID(random.nextLong(), random.nextLong()).toString());
        event.put("winlog.record_id", Integer.toString(4_000_000 + i));
        event.put("winlog.channel", "Microsoft-Windows-Sysmon/Operational");
        event.put("winlog.event_data.LogonId", "0x" + Integer.toHexString(random.nextInt(1 << 20)));
        event.put(
                "winlog.event_data.UtcTime",
                EventGenerator.time(START + i * 37L).replace('T', ' '));
        return event;
    }

    private Map<String, Object> web(int i) {
        String ip = address();
        String path = "/shop/item/" + random.nextInt(5_000) + "/view"
                + (random.nextInt(100) == 0 ? ".php" + random.nextInt(10) : "");
        int status = random.nextInt(20) == 0 ? 404 : 200;
        int bytes = (int) Math.exp(random.nextDouble() * 12);
        String agent = "Mozilla/5.0 (X11; Linux x86_64; rv:" + random.nextInt(40) + ".0) Gecko/20100101 Firefox/"
                + random.nextInt(40) + ".0";
        Map<String, Object> event = common(
                i,
                "nginx.access",
                ip + " - - [20/Nov/2026:08:15:30 +0000] \"GET " + path + " HTTP/1.1\" " + status + " " + bytes
                        + " \"-\" \"" + agent + "\"");
        event.put("event.category", "web");
        event.put("event.outcome", status == 200 ? "success" : "failure");
        event.put("source.ip", ip);
        event.put("http.request.method", random.nextInt(9) == 0 ? "POST" : "GET");
        event.put("http.response.status_code", status);
        event.put("http.response.body.bytes", bytes);
        event.put("http.version", "1.1");
        event.put("url.path", path);
        event.put("url.domain", "shop" + random.nextInt(5) + ".example");
        event.put("user_agent.original", agent);
        event.put("host.name", "web-" + random.nextInt(8));
        event.put("event.duration", (long) (random.nextDouble() * random.nextDouble() * 2e9));
        event.put("network.community_id", "1:" + Long.toString(random.nextLong() >>> 4, 36) + "=");
        event.put("related.ip", List.of(ip));
        return event;
    }

    /** Ten more fields of so many. */
    private Map<String, Object> wide(int i, int names) {
        Map<String, Object> event = login(i);
        for (int field = 0; field < 10; field++) {
            event.put("labels.name" + random.nextInt(names), "value" + random.nextInt(50));
        }
        return event;
    }
}
