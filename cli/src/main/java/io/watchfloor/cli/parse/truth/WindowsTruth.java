package io.watchfloor.cli.parse.truth;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recordings of Windows: how many events of which log, id and host each has. */
final class WindowsTruth {
    private static final String EXPECTED = ".expected.json";

    private WindowsTruth() {}

    static void measure(Path logs, Tally tally) throws IOException {
        for (Path file : Samples.below(logs.resolve("windows/otrf"), EXPECTED)) {
            String name = file.getFileName().toString().replace(EXPECTED, ".json");
            Path plain = file.resolveSibling(name);
            recording(Samples.tree(file), Files.exists(plain) ? plain : file.resolveSibling(name + ".gz"), tally);
        }
    }

    private static void recording(JsonNode expected, Path file, Tally tally) throws IOException {
        List<Event> events = Samples.events(file, null);
        Map<String, Integer> kinds = new HashMap<>();
        Map<String, Integer> hosts = new HashMap<>();
        for (Event event : events) {
            kinds.merge(event.text("winlog.channel") + "/" + event.text("event.code"), 1, Integer::sum);
            hosts.merge(String.valueOf(event.value("host.hostname")), 1, Integer::sum);
        }
        tally.count("events", expected.path("events").asInt(), events.size());
        expected.path("by_channel_event")
                .properties()
                .forEach(each -> tally.count(
                        "winlog.channel and event.code",
                        each.getValue().asInt(),
                        kinds.getOrDefault(each.getKey(), 0)));
        Map<String, Integer> shortHosts = new HashMap<>();
        expected.path("hosts")
                .properties()
                .forEach(each -> shortHosts.merge(
                        each.getKey().toLowerCase(java.util.Locale.ROOT).split("\\.")[0],
                        each.getValue().asInt(),
                        Integer::sum));
        shortHosts.forEach((host, count) -> tally.count("host.hostname", count, hosts.getOrDefault(host, 0)));
    }
}
