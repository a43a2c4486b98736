package io.watchfloor.cli.bench;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.rules.RuleFiles;
import io.watchfloor.rules.library.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rules and events to measure with.
 *
 * @param rules folders of Sigma files
 * @param stream a line an event, flat, under Windows's names
 */
record DetectInput(Path rules, Path stream) {
    private static final String RULES = "rules";
    private static final String STREAM = "throughput/windows_stream.jsonl.gz";

    /** A line of the stream. */
    record Line(int from, int to) {}

    /** The given folder, or the one of recorded data beside the source tree or above it. */
    static DetectInput find(@Nullable Path given, Path home) {
        Optional<Path> found = given != null ? Optional.of(given) : beside(home);
        Path data = found.orElseThrow(() -> new CommandException("There is no recorded data beside " + home
                + ": name a folder with " + RULES + " and " + STREAM + " by --data."));
        DetectInput input = new DetectInput(data.resolve(RULES), data.resolve(STREAM));
        if (!Files.isDirectory(input.rules()) || !Files.isReadable(input.stream())) {
            throw new CommandException(data + " has no " + RULES + " or no " + STREAM + ".");
        }
        return input;
    }

    private static Optional<Path> beside(Path home) {
        return Stream.iterate(home, at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared/sigma"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    List<SourceFile> readRules() throws IOException {
        return RuleFiles.read(List.of(rules));
    }

    byte[] readStream() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(stream))) {
            return in.readAllBytes();
        }
    }

    static List<Line> lines(byte[] stream) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < stream.length; i++) {
            if (stream[i] == '\n') {
                lines.add(new Line(from, i));
                from = i + 1;
            }
        }
        return lines;
    }

    static String text(byte[] stream, Line line) {
        return new String(stream, line.from(), line.to() - line.from(), StandardCharsets.UTF_8);
    }
}
