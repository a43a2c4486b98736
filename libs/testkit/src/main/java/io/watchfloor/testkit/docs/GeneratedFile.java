package io.watchfloor.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed file that is made from the code. The build fails when they differ; {@code ./watchfloor docs} (system
 * property {@code watchfloor.docs.update}) writes it anew.
 */
public final class GeneratedFile {
    private GeneratedFile() {}

    /** Compares {@code content} with the file under the repository's root, or writes it. */
    public static void check(String relative, String content) {
        Path file = root().resolve(relative);
        try {
            if (Boolean.getBoolean("watchfloor.docs.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            }
            assertThat(file).as("run ./watchfloor docs").exists();
            assertThat(content)
                    .as("%s is stale: run ./watchfloor docs", relative)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The repository's root: the folder with the one command. */
    static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("watchfloor")) && Files.exists(at.resolve("pom.xml"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside the repository");
    }
}
