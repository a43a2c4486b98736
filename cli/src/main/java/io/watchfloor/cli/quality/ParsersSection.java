package io.watchfloor.cli.quality;

import io.watchfloor.cli.parse.truth.Losses;
import io.watchfloor.cli.parse.truth.ParserTruth;
import io.watchfloor.cli.parse.truth.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The parsers on samples of logs of which others say what they mean. */
final class ParsersSection implements QualitySection {
    private static final List<String> FOLDERS =
            List.of("wazuh", "suricata", "zeek", "velociraptor", "windows", "cloudtrail", "web", "scenarios");

    private static final Map<String, String> EXPECTATIONS = Map.of(
            "suricata", "Suricata's own tests: counts by fields; CrowdSec's tests",
            "zeek", "the tests of Logstash's patterns",
            "wazuh", "findings of version 5: every field that they have",
            "windows", "counts of recordings by log, id and host; CrowdSec's tests",
            "cloudtrail", "CrowdSec's tests");

    /** Why a field differs, by source and field. */
    private static final Map<String, String> REASONS = Map.of(
            "zeek/source.bytes",
            "bytes of the payload here; those with the IP headers there, which stay as `zeek.conn.orig_ip_bytes`",
            "zeek/destination.bytes",
            "bytes of the payload here; those with the IP headers there, which stay as `zeek.conn.resp_ip_bytes`",
            "cloudtrail/user_agent.original",
            "without the brackets that S3 writes around it",
            "wazuh/event.severity",
            "0-100 here; the number that the finding's own source has there",
            "wazuh/rule.name",
            "the rule that found it goes before the rule of the log that it found",
            "wazuh/related.ip",
            "addresses of the loop tie nothing together",
            "zeek/source.ip",
            "a set of addresses with a space inside one, which no Zeek writes: no address");

    @Override
    public String title() {
        return "Parsers";
    }

    @Override
    public String markdown(Path shared) throws IOException {
        StringBuilder page = new StringBuilder(
                "Fields that others assert of recorded logs, and those on which the events agree. Spelling of numbers, truth values and"
                        + " times does not count.\n\n| source | expectations | asserted | agree | share |\n| --- | --- | ---: | ---: | ---: |\n");
        Map<String, Tally> tallies = ParserTruth.measure(shared.resolve("logs"));
        tallies.forEach((source, tally) -> page.append(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.1f %% |%n",
                source,
                EXPECTATIONS.getOrDefault(source, ""),
                tally.asserted(),
                tally.agreed(),
                100 * tally.share())));
        deviations(tallies, page);
        losses(shared.resolve("logs"), page);
        return page.toString();
    }

    private static void deviations(Map<String, Tally> tallies, StringBuilder page) {
        page.append("\nDeviations:\n\n| source | field | times | why |\n| --- | --- | ---: | --- |\n");
        tallies.forEach((source, tally) -> new TreeMap<>(tally.deviations())
                .forEach((field, times) -> page.append(String.format(
                        Locale.ROOT,
                        "| %s | `%s` | %d | %s |%n",
                        source,
                        field,
                        times,
                        REASONS.getOrDefault(source + "/" + field, "")))));
        page.append("\nThe samples of Velociraptor come without expectations.\n");
    }

    private static void losses(Path logs, StringBuilder page) throws IOException {
        page.append("\nEvery line is an event, and no parser fails:\n\n");
        page.append("| samples | files | lines | events | failures |\n| --- | ---: | ---: | ---: | ---: |\n");
        for (String folder : FOLDERS) {
            Losses losses = Losses.in(logs.resolve(folder));
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d |%n",
                    folder,
                    losses.files(),
                    losses.lines(),
                    losses.events(),
                    losses.faults()));
        }
        page.append(
                "\nA file of CloudTrail is one line of many events; a comment outside of a table of Zeek is an event of its own.\n");
    }
}
