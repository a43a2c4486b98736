package io.watchfloor.cli.bench.corpus;

import io.watchfloor.contracts.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What is hidden in a corpus, all of it in the largest tenant and nowhere else, and how much of it there is. */
public final class Plants {
    /** A word that one event has. */
    public static final String WORD = "zqneedle7f3a9c2e";

    public static final String TOOL = "mimikatz";
    public static final String NET24 = "198.51.100.0/24";
    public static final String NET16 = "198.18.0.0/16";
    /** Some other events have its words in another order. */
    public static final String PHRASE = "unexpected certificate chain";

    private static final int SCATTERED = 250;

    /**
     * A thing that is hidden.
     *
     * @param first event that is it
     * @param step from one such event to the next
     */
    private record Plant(String name, long first, long step, CorpusTemplate template) {
        boolean is(long number) {
            return number >= first && (number - first) % step == 0;
        }
    }

    private final long events;
    private final List<Plant> plants;

    Plants(long events) {
        this.events = events;
        this.plants = List.of(
                new Plant(
                        "needle",
                        events / 3,
                        Long.MAX_VALUE / 2,
                        login("accepted a session, note " + WORD, "{outside}")),
                new Plant("infix", 11, step(5, 60_000), process()),
                new Plant("cidr24", 13, Math.max(53, events / SCATTERED), login("failed password", "{net24}")),
                new Plant("phrase", 17, step(20, 10_007), login(PHRASE + " of the peer", "{outside}")),
                new Plant("decoy", 19, 2_503, login("chain of an unexpected peer's certificate", "{outside}")),
                new Plant("regex", 23, step(50, 1_511), question()),
                new Plant("cidr16", 29, 499, login("failed password", "{net16}")));
    }

    /** Rare, but so often at least that a small corpus has some. */
    private long step(int least, long rare) {
        return Math.max(37, Math.min(rare, events / least));
    }

    private Optional<Plant> plant(long number) {
        return plants.stream().filter(plant -> plant.is(number)).findFirst();
    }

    @Nullable
    CorpusTemplate at(long number) {
        for (Plant plant : plants) {
            if (plant.is(number)) {
                return plant.template();
            }
        }
        return null;
    }

    /** How many events each query finds that looks for what is hidden, by the query's name. */
    public Map<String, Long> counts() {
        return LongStream.range(0, events)
                .mapToObj(this::plant)
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Plant::name, Collectors.counting()));
    }

    private static CorpusTemplate login(String message, String address) {
        return template(
                "syslog",
                Map.of(
                        "event.dataset", "system.auth",
                        "event.category", "authentication",
                        "event.action", "ssh_login",
                        "event.outcome", message.startsWith("failed") ? "failure" : "success",
                        "process.name", "sshd",
                        "host.name", "{host}",
                        "user.name", "{user}",
                        "source.ip", address,
                        "source.port", 40_000,
                        "message", message + " for {user} from " + address + " port 40000 ssh2"));
    }

    private static CorpusTemplate process() {
        return template(
                "windows",
                Map.of(
                        "event.dataset", "windows.sysmon_operational",
                        "event.category", "process",
                        "event.code", "1",
                        "host.name", "{host}",
                        "user.name", "{user}",
                        "process.name", "powershell.exe",
                        "process.pid", 4_242,
                        "process.command_line",
                                "powershell.exe -nop -c \"iex (gc C:\\Users\\{user}\\in" + TOOL + "x.ps1 -raw)\"",
                        "message", "Process Create"));
    }

    private static CorpusTemplate question() {
        return template(
                "zeek",
                Map.of(
                        "event.dataset", "zeek.dns",
                        "host.name", "{host}",
                        "source.ip", "{inside}",
                        "source.port", 40_000,
                        "destination.ip", "10.10.0.2",
                        "destination.port", 53,
                        "network.transport", "udp",
                        "zeek.session_id", "{uid}",
                        "dns.question.name", "{domain}",
                        "dns.question.type", "A"));
    }

    private static CorpusTemplate template(String source, Map<String, Object> fields) {
        Map<String, Object> event = new TreeMap<>(fields);
        event.put(Event.SOURCE, source);
        return CorpusTemplate.of(event, false);
    }
}
