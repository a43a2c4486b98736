package io.watchfloor.rules.starter;

import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaDocument;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules of {@code rules/starter}, as they lie in the repository.
 *
 * @param files by path below the folder
 */
record StarterPack(List<SigmaFile> files, SigmaCollection collection) {
    static final Path ROOT = Path.of("../../rules");
    private static final Path RULES = ROOT.resolve("starter");
    private static final String CLASS = "watchfloor.class.";

    static StarterPack read() {
        try (Stream<Path> paths = Files.walk(RULES)) {
            List<SigmaFile> files = paths.filter(path -> path.toString().endsWith(".yml"))
                    .sorted()
                    .map(StarterPack::parse)
                    .toList();
            return new StarterPack(files, SigmaCollection.of(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SigmaFile parse(Path path) {
        try {
            return SigmaParser.parse(RULES.relativize(path).toString(), Files.readString(path), Placeholders.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documents, also those that only correlations use. */
    List<SigmaDocument> documents() {
        return files.stream().flatMap(file -> file.documents().stream()).toList();
    }

    /** The documents of a file that alert. */
    List<SigmaDocument> detections(SigmaFile file) {
        return file.documents().stream()
                .filter(document -> !collection.silent().contains(document.id()))
                .toList();
    }

    List<SigmaDocument> detections() {
        return files.stream().flatMap(file -> detections(file).stream()).toList();
    }

    /** The classes of events that a document is about, as its tags say. */
    static List<String> classes(SigmaDocument document) {
        return document.header().tags().stream()
                .filter(tag -> tag.startsWith(CLASS))
                .map(tag -> tag.substring(CLASS.length()))
                .toList();
    }
}
