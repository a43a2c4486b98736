package io.watchfloor.local;

import java.nio.file.Path;
import java.util.Base64;

/** Where things are in a stack's data directory. */
record StackDirectory(Path root) {

    StackDirectory {
        root = root.toAbsolutePath().normalize();
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path streams() {
        return root.resolve("streams");
    }

    /** A user's own version of ATT&amp;CK, if there is one. */
    Path attackBundle() {
        return root.resolve("attack").resolve("enterprise-attack.json");
    }

    Path log(Service service) {
        return root.resolve("logs").resolve(service.module() + ".log");
    }

    Path pidFile(Service service) {
        return root.resolve("run").resolve(service.label() + ".pid");
    }

    Path stackFile() {
        return root.resolve("stack.json");
    }

    Path lockFile() {
        return root.resolve("run").resolve("launcher.lock");
    }

    /** Signs list cursors: 256 random bits, base64. */
    String cursorKey() {
        return PrivateFiles.once(
                root.resolve("secrets").resolve("page-cursor-key"),
                () -> Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(PrivateFiles.secret())));
    }
}
