package io.watchfloor.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the labelled texts of a folder {@code attack}: the knowledge base and the gold sets. */
final class LabelledTexts {
    private static final Set<TextSource> GOLD = Set.of(
            TextSource.TRAM_SINGLE, TextSource.TRAM_MULTI, TextSource.ANNOCTR, TextSource.SIGMA, TextSource.ATOMIC);

    private final Path folder;

    LabelledTexts(Path folder) {
        if (!Files.isDirectory(folder.resolve("gold"))) {
            throw new CommandException("There are no labelled texts in " + folder + ".");
        }
        this.folder = folder;
    }

    /** What is learned from. */
    List<LabelledText> training() throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        for (JsonNode each : lines("procedures.jsonl")) {
            texts.add(of(TextSource.PROCEDURES, text(each, "text"), text(each, "technique")));
        }
        for (JsonNode each : lines("descriptions.jsonl")) {
            String name = text(each, "name");
            texts.add(of(TextSource.DESCRIPTIONS, name, text(each, "id")));
            texts.add(of(TextSource.DESCRIPTIONS, name + ". " + text(each, "description"), text(each, "id")));
        }
        for (JsonNode each : lines("detection_text.jsonl")) {
            texts.add(of(TextSource.DETECTIONS, text(each, "text"), text(each, "technique")));
        }
        texts.addAll(gold("train"));
        return texts;
    }

    /** What confidence is measured on: not learned from. */
    List<LabelledText> measuring() throws IOException {
        return gold("dev");
    }

    private List<LabelledText> gold(String part) throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        for (TextSource source : TextSource.values()) {
            if (GOLD.contains(source)) {
                String name = source.name().toLowerCase(Locale.ROOT);
                for (JsonNode each : lines("gold/" + name + "-" + part + ".jsonl")) {
                    texts.add(new LabelledText(
                            source, text(each, "description"), list(each, "indicators"), list(each, "techniques")));
                }
            }
        }
        return texts;
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(file))) {
            if (!line.isBlank()) {
                lines.add(Api.JSON.readTree(line));
            }
        }
        return lines;
    }

    private static LabelledText of(TextSource source, String text, String technique) {
        return new LabelledText(source, text, List.of(), List.of(technique));
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText();
    }

    private static List<String> list(JsonNode line, String field) {
        List<String> values = new ArrayList<>();
        line.path(field).forEach(value -> values.add(value.asText()));
        return values;
    }
}
