package io.watchfloor.cli.rules;

import com.fasterxml.jackson.core.JsonGenerator;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.rules.engine.MalformedEventException;
import io.watchfloor.rules.engine.Matcher;
import io.watchfloor.rules.engine.RuleSet;
import io.watchfloor.rules.library.RuleLibrary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Asks a library about the events of files and writes an answer for each. */
final class MatchRun {
    private static final int REPORTED_LINES = 20;

    private final RuleLibrary library;
    private final EventFormat format;
    private final PrintWriter messages;
    private final boolean withSilent;
    private final Matcher matcher;
    private final Map<Map<String, String>, RuleSet.Labels> labels = new HashMap<>();
    private final TreeSet<String> found = new TreeSet<>();
    private long events;
    private long matched;
    private long pairs;
    private long broken;

    MatchRun(RuleLibrary library, EventFormat format, boolean withSilent, PrintWriter messages) {
        this.library = library;
        this.format = format;
        this.withSilent = withSilent;
        this.messages = messages;
        this.matcher = library.rules().matcher();
    }

    long events() {
        return events;
    }

    /** Events that some rule matches. */
    long matched() {
        return matched;
    }

    /** Pairs of an event and a rule. */
    long pairs() {
        return pairs;
    }

    /** Lines that hold no event. */
    long broken() {
        return broken;
    }

    void read(Path file, OutputStream out) throws IOException {
        try (EventFile lines = new EventFile(file);
                JsonGenerator json = ContractJson.mapper()
                        .createGenerator(out)
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .setRootValueSeparator(null)) {
            int number = 0;
            for (EventFile.Line line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (!line.isBlank()) {
                    read(line, file + ":" + number, json);
                }
            }
        }
    }

    private void read(EventFile.Line line, String place, JsonGenerator json) throws IOException {
        FileEvent event;
        try {
            event = format.read(line, place);
            match(event);
        } catch (MalformedEventException | IOException e) {
            broken(place, String.valueOf(e.getMessage()));
            return;
        }
        write(event, json);
    }

    private void broken(String place, String reason) {
        broken++;
        if (broken <= REPORTED_LINES) {
            String first = reason.lines().findFirst().orElse(reason);
            messages.println(place + ": no event: " + first);
        } else if (broken == REPORTED_LINES + 1) {
            messages.println("further lines without an event are only counted");
        }
    }

    private void match(FileEvent event) {
        found.clear();
        RuleSet rules = library.rules();
        RuleSet.Labels known = labels.computeIfAbsent(event.labels(), rules::labels);
        matcher.match(
                event.json(),
                event.from(),
                event.to(),
                known,
                number -> add(rules.rule(number).id()));
    }

    private void add(String ruleId) {
        if (withSilent || !library.collection().silent().contains(ruleId)) {
            boolean unused = found.add(ruleId);
        }
    }

    private void write(FileEvent event, JsonGenerator json) throws IOException {
        events++;
        matched += found.isEmpty() ? 0 : 1;
        pairs += found.size();
        json.writeStartObject();
        json.writeStringField("eid", event.eid());
        json.writeArrayFieldStart("rule_ids");
        for (String id : found) {
            json.writeString(id);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
