package io.watchfloor.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.rules.library.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The Sigma rules that a detection-service has. */
public final class StoredRules {
    private static final String RULES = "/api/v1/detections/rules";

    private final Api api;

    /** Those of the service at this address. */
    public StoredRules(Api api) {
        this.api = api;
    }

    /**
     * How to import.
     *
     * @param dryRun only says what would happen
     * @param enable enables rules whose tests pass
     * @param allowUntested enables those without tests, too
     */
    public record Wish(boolean dryRun, boolean enable, boolean allowUntested) {}

    /** A rule that runs. */
    record Running(String id, String name) {}

    /** Sends the files of folders; answers the service's report. */
    public JsonNode send(List<Path> places, Wish wish) throws IOException {
        return sendFiles(RuleFiles.read(places), wish);
    }

    /** Sends files as one archive. */
    JsonNode sendFiles(List<SourceFile> files, Wish wish) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (SourceFile file : files) {
                zip.putNextEntry(new ZipEntry(entryName(file.name())));
                zip.write(file.text().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        String query =
                "?dry_run=" + wish.dryRun() + "&enable=" + wish.enable() + "&allow_untested=" + wish.allowUntested();
        return api.post(RULES + "/import" + query, "application/zip", archive.toByteArray());
    }

    /** Sigma rules that are enabled and that a report does not speak of: no file holds them. */
    List<Running> notIn(JsonNode report) {
        Set<String> accepted = new HashSet<>();
        report.path("accepted")
                .forEach(rule -> accepted.add(rule.path("rule_id").asText()));
        List<Running> others = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get(RULES + "?enabled=true&limit=200" + cursor);
            for (JsonNode rule : page.path("items")) {
                String id = rule.path("rule_id").asText();
                if (rule.path("rule_type").asText().equals("sigma") && !accepted.contains(id)) {
                    others.add(new Running(id, rule.path("name").asText()));
                }
            }
            String next = page.path("next_cursor").asText("");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return others;
    }

    void disable(Running rule) {
        JsonNode unused =
                api.patch(RULES + "/" + rule.id(), Api.JSON.createObjectNode().put("enabled", false));
    }

    /** Prints what changed or would change, what was refused and why; answers how many rules change. */
    static int print(JsonNode report, PrintWriter out) {
        int changes = 0;
        for (JsonNode rule : report.path("accepted")) {
            String outcome = rule.path("outcome").asText();
            if (!outcome.equals("unchanged")) {
                changes++;
                out.printf(
                        Locale.ROOT,
                        "%-9s %s  %s%s%n",
                        outcome,
                        rule.path("rule_id").asText(),
                        rule.path("name").asText(),
                        rule.path("enabled").asBoolean() ? "" : " (disabled)");
            }
        }
        for (JsonNode file : report.path("rejected")) {
            out.printf(
                    Locale.ROOT,
                    "refused   %s:%d:%d: %s: %s%n",
                    file.path("file").asText(),
                    file.path("line").asInt(),
                    file.path("column").asInt(),
                    file.path("code").asText(),
                    file.path("message").asText());
        }
        for (JsonNode rule : report.path("costly")) {
            out.println("costly    " + rule.path("rule_id").asText() + "  "
                    + rule.path("reason").asText());
        }
        return changes;
    }

    /** The numbers of a report in a line. */
    static String summary(JsonNode report) {
        JsonNode counts = report.path("counts");
        return String.format(
                Locale.ROOT,
                "%,d files, %,d refused; rules: %,d created, %,d updated, %,d unchanged",
                counts.path("files").asInt(),
                counts.path("files_rejected").asInt(),
                counts.path("created").asInt(),
                counts.path("updated").asInt(),
                counts.path("unchanged").asInt());
    }

    /** Archives have relative names only. */
    private static String entryName(String name) {
        String relative = name;
        while (relative.startsWith("/") || relative.startsWith("./") || relative.startsWith("../")) {
            relative = relative.substring(relative.indexOf('/') + 1);
        }
        return relative.replace("/../", "/");
    }
}
