package io.watchfloor.cli.rules;

import io.watchfloor.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds files of events: those that are named, and in folders those whose names say so, in the order of their names. */
final class EventFiles {
    private static final List<String> ENDINGS = List.of(".jsonl", ".json", ".ndjson", ".log", ".gz");

    private EventFiles() {}

    static List<Path> find(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new CommandException("There is no " + place + ".");
            }
            try (Stream<Path> found = Files.walk(place)) {
                found.filter(path -> isEvents(place, path)).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static boolean isEvents(Path place, Path path) {
        String name = path.getFileName().toString();
        return !Files.isDirectory(path)
                && (path.equals(place) || ENDINGS.stream().anyMatch(name::endsWith));
    }
}
