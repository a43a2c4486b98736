package io.watchfloor.cli;

import java.nio.file.Path;

/** The source tree that the script {@code watchfloor} belongs to. */
public final class SourceTree {
    private SourceTree() {}

    public static Path home() {
        return Path.of(System.getProperty("watchfloor.home", "."))
                .toAbsolutePath()
                .normalize();
    }
}
