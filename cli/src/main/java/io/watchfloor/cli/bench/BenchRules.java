package io.watchfloor.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.demo.RuleSetup;
import io.watchfloor.cli.rules.StoredRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Enables all rules there are, and one of its own that tells how long an event takes to its alert. */
final class BenchRules {
    private static final String PROBED = """
            title: Probe of the benchmark
            id: 5b2f2c52-0c5b-4a3e-9d0b-5a1d3a2f7c11
            status: test
            author: Watchfloor
            date: 2026-11-22
            description: An event of the benchmark, which says so.
            logsource: {product: windows, category: process_creation}
            detection:
              selection: {CommandLine|contains: '--watchfloor-probe '}
              condition: selection
            level: low
            test:
              match: [{CommandLine: 'probe.exe --watchfloor-probe 1'}]
              no_match: [{CommandLine: 'probe.exe --help'}]
            """;

    private final Api detection;
    private final StoredRules stored;

    BenchRules(Api detection) {
        this.detection = detection;
        this.stored = new StoredRules(detection);
    }

    /** What is enabled: how many rules, and the one that fires for {@link #probe}. */
    record Enabled(int rules, String probed) {}

    /** @param more a folder of rules that are enabled untested; null for none */
    Enabled enable(Path starter, @Nullable Path more) throws IOException {
        Set<String> enabled = new TreeSet<>();
        add(enabled, stored.send(List.of(starter), new StoredRules.Wish(false, true, false)));
        if (more != null) {
            add(enabled, stored.send(List.of(more), new StoredRules.Wish(false, true, true)));
        }
        ObjectNode rule = Api.JSON.createObjectNode().put("rule_type", "sigma").put("sigma", PROBED);
        rule.putObject("dedup").put("window", "1d").putArray("fields").add("process.command_line");
        String probed =
                detection.post("/api/v1/detections/rules", rule).path("rule_id").asText();
        enabled.add(probed);
        enabled.add(RuleSetup.ensure(detection).id());
        return new Enabled(enabled.size(), probed);
    }

    private static void add(Set<String> enabled, JsonNode report) {
        for (JsonNode rule : report.path("accepted")) {
            if (rule.path("enabled").asBoolean()) {
                enabled.add(rule.path("rule_id").asText());
            }
        }
    }

    /** An event of now for which the probe's rule alone fires. */
    static String probe(String name) {
        Instant now = Clock.systemUTC().instant();
        return Api.JSON
                .createObjectNode()
                .put("Channel", "Microsoft-Windows-Sysmon/Operational")
                .put("Provider_Name", "Microsoft-Windows-Sysmon")
                .put("EventID", 1)
                .put("TimeCreated", now.toString())
                .put("Computer", "probe.corp.example")
                .put("Image", "C:\\Bench\\probe.exe")
                .put("CommandLine", "probe.exe --watchfloor-probe " + name)
                .toString();
    }
}
