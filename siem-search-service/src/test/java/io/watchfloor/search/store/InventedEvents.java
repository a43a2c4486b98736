package io.watchfloor.search.store;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.EventId;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.EventBatch.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Logins, processes, web requests, flows and names asked for, of four tenants; the same seed gives the same ones. */
final class InventedEvents {
    static final List<String> TENANTS = List.of("acme", "globex", "initech", "umbrella");
    static final Map<String, String> QUERIES = new LinkedHashMap<>();

    static {
        QUERIES.put("needle", "needle4711");
        QUERIES.put("equality, 15 min", "user.name:user17");
        QUERIES.put("infix", "*mimikatz*");
        QUERIES.put("prefix", "user.name:admin*");
        QUERIES.put("CIDR /24", "source.ip:10.20.3.0/24 AND event.outcome:failure");
        QUERIES.put("CIDR /16", "source.ip:10.20.0.0/16");
        QUERIES.put("phrase", "message:\"password for user17 from\"");
        QUERIES.put("regex", "process.command_line:/.*-enc [a-f]{3}x.*/");
        QUERIES.put(
                "five clauses",
                "event.category:authentication AND event.outcome:failure AND user.name:user3* AND source.ip:10.20.0.0/16"
                        + " AND event.severity:>=50");
        QUERIES.put("newest", "*");
        QUERIES.put("cursor", "*");
    }

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final int MILLIS = 40;
    private static final int NEEDLE = 4_711;

    private final SplittableRandom random;
    private int made;

    InventedEvents(long seed) {
        random = new SplittableRandom(seed);
    }

    TimeRange always() {
        return new TimeRange(START.minusSeconds(60), time(made).plusSeconds(60));
    }

    TimeRange lastMinutes(int minutes) {
        return new TimeRange(time(made / 2), time(made / 2).plusSeconds(minutes * 60L));
    }

    /** Where to go on behind so many of the newest. */
    UUID behind(int count) {
        return EventId.lowest(time(made - count * 10 / 7));
    }

    private static Instant time(int number) {
        return START.plusMillis((long) number * MILLIS);
    }

    /** Batches of two partitions. */
    List<List<EventBatch>> batches(int from, int count, int size) {
        List<List<EventBatch>> partitions = List.of(new ArrayList<>(), new ArrayList<>());
        for (int first = from; first < from + count; first += 2 * size) {
            for (int partition = 0; partition < 2; partition++) {
                List<Entry> entries = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    entries.add(entry(first + 2 * i + partition, partition));
                }
                long next = (first + 2L * size) / 2;
                partitions.get(partition).add(Batches.of("figures", entries, Map.of(partition, next)));
            }
        }
        made = from + count;
        return partitions;
    }

    private Entry entry(int number, int partition) {
        String tenant = TENANTS.get(number == NEEDLE || random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(3));
        Instant time = time(number).plusMillis(random.nextInt(2_000));
        Map<String, Object> event = new LinkedHashMap<>();
        String source = fill(event, random.nextInt(100), number);
        String id = EventId.of(time, tenant, source, "n" + number);
        event.put(Event.ID, id);
        event.put(Event.TIMESTAMP, ContractJson.MILLIS.format(time));
        event.put("event.ingested", ContractJson.MILLIS.format(time.plusMillis(random.nextInt(2_000))));
        event.put(Event.TENANT, tenant);
        event.put(Event.SOURCE, source);
        event.put("event.kind", "event");
        event.put("ecs.version", "9.1.0");
        if (number == NEEDLE) {
            event.put("labels.note", "needle4711");
        }
        return new Entry(
                new TenantId(tenant), UUID.fromString(id), source, partition, number / 2, ContractJson.write(event), 0);
    }

    private String fill(Map<String, Object> event, int kind, int number) {
        if (kind < 35) {
            login(event, number);
            return "syslog";
        }
        if (kind < 60) {
            process(event);
            return "windows";
        }
        if (kind < 80) {
            web(event);
            return "nginx";
        }
        flow(event, kind < 92);
        return "zeek";
    }

    private void login(Map<String, Object> event, int number) {
        String user = number % 997 == 0 ? "admin" + random.nextInt(9) : "user" + few(400);
        String ip = address();
        boolean failed = random.nextInt(4) == 0;
        event.put("event.dataset", "system.auth");
        event.put("event.category", "authentication");
        event.put("event.action", "ssh_login");
        event.put("event.outcome", failed ? "failure" : "success");
        event.put("event.severity", failed ? 50 : 25);
        event.put("user.name", user);
        event.put("source.ip", ip);
        event.put("source.port", 1_024 + random.nextInt(60_000));
        event.put("host.name", "gate-" + random.nextInt(40));
        event.put("process.name", "sshd");
        event.put("process.pid", random.nextInt(30_000));
        event.put(
                "message",
                (failed ? "Failed" : "Accepted") + " password for " + user + " from " + ip + " port "
                        + event.get("source.port") + " ssh2");
        event.put("related.ip", List.of(ip));
        event.put("related.user", List.of(user));
        event.put("related.hosts", List.of(event.get("host.name")));
    }

    private void process(Map<String, Object> event) {
        String image = "C:\\Program Files\\Tool " + random.nextInt(60) + "\\tool" + random.nextInt(60) + ".exe";
        String last = random.nextInt(6_000) == 0 ? "invoke-mimikatz" : Long.toString(random.nextLong() >>> 8, 36);
        event.put("event.dataset", "windows.sysmon_operational");
        event.put("event.category", "process");
        event.put("event.type", List.of("start"));
        event.put("event.code", "1");
        event.put("event.severity", 25);
        event.put("host.name", "ws" + random.nextInt(200) + ".corp.example");
        event.put("user.name", "CORP\\user" + random.nextInt(300));
        event.put("process.executable", image);
        event.put("process.command_line", "\"" + image + "\" --profile p" + random.nextInt(1_000) + " -enc " + last);
        event.put("process.pid", random.nextInt(20_000));
        event.put("process.parent.executable", "C:\\Windows\\System32\\svc" + random.nextInt(30) + ".exe");
        event.put(
                "process.hash.sha256",
                Long.toHexString(random.nextLong() | Long.MIN_VALUE).repeat(4));
        event.put("process.entity_id", new UUID(random.nextLong(), random.nextLong()).toString());
        event.put("winlog.record_id", Integer.toString(4_000_000 + random.nextInt(1_000_000)));
        event.put("winlog.channel", "Microsoft-Windows-Sysmon/Operational");
    }

    private void web(Map<String, Object> event) {
        String ip = address();
        event.put("event.dataset", "nginx.access");
        event.put("event.category", "web");
        event.put("event.outcome", random.nextInt(20) == 0 ? "failure" : "success");
        event.put("source.ip", ip);
        event.put("http.request.method", random.nextInt(9) == 0 ? "POST" : "GET");
        event.put("http.response.status_code", random.nextInt(20) == 0 ? 404 : 200);
        event.put("http.response.body.bytes", random.nextInt(90_000));
        event.put("url.path", "/shop/item/" + random.nextInt(5_000) + "/view");
        event.put("url.domain", "shop" + random.nextInt(5) + ".example");
        event.put(
                "user_agent.original",
                "Mozilla/5.0 (X11; Linux x86_64; rv:" + random.nextInt(40) + ".0) Gecko/20100101 Firefox/1.0");
        event.put("host.name", "web-" + random.nextInt(8));
        event.put("related.ip", List.of(ip));
    }

    private void flow(Map<String, Object> event, boolean connection) {
        String ip = address();
        event.put("event.dataset", connection ? "zeek.conn" : "zeek.dns");
        event.put("event.category", "network");
        event.put("source.ip", ip);
        event.put("source.port", 1_024 + random.nextInt(60_000));
        event.put("destination.ip", "198.51.100." + random.nextInt(200));
        event.put("destination.port", connection ? 443 : 53);
        event.put("event.duration", random.nextDouble() * 100);
        event.put("network.bytes", random.nextInt(1_000_000));
        event.put("network.community_id", "1:" + Long.toString(random.nextLong() >>> 4, 36) + "=");
        if (!connection) {
            event.put("dns.question.name", "host" + random.nextInt(20_000) + ".example.net");
        }
        event.put("related.ip", List.of(ip, event.get("destination.ip")));
    }

    private String address() {
        return "10." + (random.nextInt(30) == 0 ? 20 : 21 + random.nextInt(40)) + "." + few(200) + "."
                + random.nextInt(250);
    }

    /** A number below {@code bound}, small ones more often. */
    private int few(int bound) {
        return (int) (bound * random.nextDouble() * random.nextDouble());
    }
}
