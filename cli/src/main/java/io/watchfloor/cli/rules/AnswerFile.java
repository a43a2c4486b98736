package io.watchfloor.cli.rules;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ContractJson;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** A line {@code {"eid":…,"rule_ids":[…]}} for each event; it has its name when all lines are there. */
final class AnswerFile implements Closeable {
    private final Path target;
    private Path partial;
    private JsonGenerator json;
    private long events;
    private long matched;
    private long pairs;

    AnswerFile(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        this.partial = beside(".partial");
        this.json = writer(partial);
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

    /** The answer for the next event; the ids are sorted. */
    void write(String eid, Collection<String> ruleIds) throws IOException {
        events++;
        matched += ruleIds.isEmpty() ? 0 : 1;
        pairs += ruleIds.size();
        json.writeStartObject();
        json.writeStringField("eid", eid);
        json.writeArrayFieldStart("rule_ids");
        for (String id : ruleIds) {
            json.writeString(id);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** All answers are there, but for rules found late, by the number of the event, from 0. */
    void finish(Map<Long, Set<String>> late) throws IOException {
        json.close();
        if (!late.isEmpty()) {
            amend(late);
        }
        Path unused = Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private void amend(Map<Long, Set<String>> late) throws IOException {
        Path first = partial;
        partial = beside(".amended");
        json = writer(partial);
        long count = events;
        events = 0;
        matched = 0;
        pairs = 0;
        try (BufferedReader lines = Files.newBufferedReader(first)) {
            for (long number = 0; number < count; number++) {
                JsonNode answer = ContractJson.mapper().readTree(Objects.requireNonNull(lines.readLine()));
                TreeSet<String> ids = new TreeSet<>(late.getOrDefault(number, Set.of()));
                answer.path("rule_ids").forEach(id -> ids.add(id.textValue()));
                write(answer.path("eid").textValue(), ids);
            }
        }
        json.close();
        Files.delete(first);
    }

    private Path beside(String ending) {
        return target.resolveSibling(target.getFileName() + ending);
    }

    private static JsonGenerator writer(Path path) throws IOException {
        return ContractJson.mapper()
                .createGenerator(new BufferedOutputStream(Files.newOutputStream(path), 1 << 20))
                .setRootValueSeparator(null);
    }

    @Override
    public void close() throws IOException {
        json.close();
        boolean unused = Files.deleteIfExists(partial);
    }
}
