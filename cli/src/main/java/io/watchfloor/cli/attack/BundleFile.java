package io.watchfloor.cli.attack;

import io.watchfloor.attack.stix.ImportedAttack;
import io.watchfloor.attack.stix.StixException;
import io.watchfloor.cli.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file {@code enterprise-attack.json}. */
public final class BundleFile {
    private BundleFile() {}

    /** @throws CommandException if there is no such file, or it is no bundle, with the place */
    public static ImportedAttack read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException("There is no file " + file + ".");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ImportedAttack.read(in);
        } catch (StixException e) {
            throw new CommandException(file + " is no bundle of ATT&CK: " + e.getMessage() + ".");
        }
    }
}
