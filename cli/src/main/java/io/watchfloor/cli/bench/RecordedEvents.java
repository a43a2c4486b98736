package io.watchfloor.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The Windows events of a file, over and over, as if they happened now: the time and the number of the record are new each time. */
final class RecordedEvents implements EventSupply {
    private static final List<String> REPLACED =
            List.of("TimeCreated", "SystemTime", "UtcTime", "EventTime", "@timestamp", "timestamp", "EventRecordID");

    private final List<String> rests;

    private RecordedEvents(List<String> rests) {
        this.rests = List.copyOf(rests);
    }

    /** Reads JSON lines, flat or with the event below {@code event}; gzip if the name says so. */
    static RecordedEvents read(Path file) throws IOException {
        List<String> rests = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rests.add(rest(Api.JSON.readTree(line), file));
            }
        }
        if (rests.isEmpty()) {
            throw new CommandException("There is no event in " + file + ".");
        }
        return new RecordedEvents(rests);
    }

    private static String rest(JsonNode line, Path file) {
        JsonNode event = line.path("event").isObject() ? line.path("event") : line;
        if (!(event instanceof ObjectNode object)) {
            throw new CommandException(file + " has a line that is no JSON object.");
        }
        return object.remove(REPLACED).toString().substring(1);
    }

    @Override
    public String next(long number, Instant time) {
        String rest = rests.get((int) (number % rests.size()));
        return "{\"EventRecordID\":" + number + ",\"TimeCreated\":\"" + time + "\"" + (rest.equals("}") ? "" : ",")
                + rest;
    }
}
