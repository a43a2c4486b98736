package io.watchfloor.rules;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Sigma rules and expected results that lie beside the repository, in {@code ../shared/sigma}, or below where the system property
 * {@code watchfloor.shared} says. They are read in place; a test that needs them is skipped with a message where they are absent.
 */
public final class SharedSigma {
    private SharedSigma() {}

    /** The file, or a skipped test. */
    public static Path file(String relative) {
        Path found = find("sigma/" + relative);
        Assumptions.assumeTrue(
                found != null, () -> "skipped: sample data sigma/" + relative + " is not on this machine");
        return found;
    }

    /** Text of all rules by path below {@code rules}. */
    public static Map<String, String> rules() throws IOException {
        Path root = file("rules");
        Map<String, String> rules = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path :
                    paths.filter(each -> each.toString().endsWith(".yml")).toList()) {
                rules.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        return rules;
    }

    /** Gives each line of a file, unpacked if its name ends in {@code .gz}. */
    public static void lines(String relative, Consumer<String> each) throws IOException {
        Path file = file(relative);
        try (InputStream raw = new FileInputStream(file.toFile());
                InputStream in = relative.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().forEach(each);
        }
    }

    private static Path find(String relative) {
        String given = System.getProperty("watchfloor.shared");
        if (given != null) {
            Path path = Path.of(given, relative);
            return Files.exists(path) ? path : null;
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve(relative);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
