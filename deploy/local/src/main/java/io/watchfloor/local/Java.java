package io.watchfloor.local;

import java.nio.file.Path;

/** The Java this launcher runs on, for its children. */
final class Java {

    private Java() {}

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
