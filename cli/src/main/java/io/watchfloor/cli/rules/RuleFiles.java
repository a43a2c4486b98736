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
import java.util.stream.Stream;

/** Reads the YAML files of folders, in the order of their names. */
final class RuleFiles {
    private RuleFiles() {}

    static List<SourceFile> read(List<Path> places) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new CommandException("There is no " + place + ".");
            }
            try (Stream<Path> found = Files.walk(place)) {
                for (Path path :
                        found.filter(path -> isRules(place, path)).sorted().toList()) {
                    // What is no UTF-8 becomes replacement characters: the parser then says what it cannot use.
                    files.add(new SourceFile(
                            path.toString(), new String(Files.readAllBytes(path), StandardCharsets.UTF_8)));
                }
            }
        }
        return files;
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
        return Files.isRegularFile(path) && (path.equals(place) || name.endsWith(".yml") || name.endsWith(".yaml"));
    }
}
