package io.watchfloor.cli.rules;

import io.watchfloor.cli.CommandException;
import io.watchfloor.rules.library.SourceFile;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.pipeline.PipelineSyntaxException;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaParser;
import io.watchfloor.rules.sigma.SigmaProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Reads the YAML files of folders, in the order of their names. */
public final class RuleFiles {
    private static final int READERS = 16;

    private RuleFiles() {}

    /** The files of all places; those of a folder by name. */
    public static List<SourceFile> read(List<Path> places) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new CommandException("There is no " + place + ".");
            }
            try (Stream<Path> found =
                    Files.find(place, Integer.MAX_VALUE, (path, is) -> is.isRegularFile() && isRules(place, path))) {
                found.sorted().forEach(paths::add);
            }
        }
        return readAll(paths);
    }

    /** Thousands of small files come sooner from a disk that is asked for several at a time. */
    private static List<SourceFile> readAll(List<Path> paths) throws IOException {
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<SourceFile>> files =
                    paths.stream().map(path -> readers.submit(() -> read(path))).toList();
            List<SourceFile> read = new ArrayList<>();
            for (Future<SourceFile> file : files) {
                read.add(file.get());
            }
            return read;
        } catch (ExecutionException e) {
            throw new IOException("a rule file cannot be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading rules", e);
        }
    }

    /** What is no UTF-8 becomes replacement characters: the parser then says what it cannot use. */
    private static SourceFile read(Path path) throws IOException {
        return new SourceFile(path.toString(), new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    }

    /** The documents of these files, filters applied. */
    static SigmaCollection collection(List<Path> places) throws IOException {
        return SigmaCollection.of(read(places).stream()
                .map(file -> SigmaParser.parse(file.name(), file.text(), Placeholders.NONE))
                .toList());
    }

    /** A pipeline of a user. */
    static Pipeline pipeline(Path file) throws IOException {
        try {
            return Pipeline.parse(file.toString(), Files.readString(file));
        } catch (PipelineSyntaxException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A problem as compilers print it. */
    static String line(SigmaProblem problem) {
        return problem.file() + ":" + problem.line() + ":" + problem.column() + ": " + problem.code() + ": "
                + problem.message();
    }

    private static boolean isRules(Path place, Path path) {
        String name = path.getFileName().toString();
        return path.equals(place) || name.endsWith(".yml") || name.endsWith(".yaml");
    }
}
