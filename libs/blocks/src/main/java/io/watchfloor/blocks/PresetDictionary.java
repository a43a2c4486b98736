package io.watchfloor.blocks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The texts that directories are compressed with: names of fields and frequent values, the most frequent last. Part of the format; a
 * change is a new version. Each line of {@code dictionary-1.txt} stands as its length, one byte, and its bytes, as in a directory.
 */
final class PresetDictionary {
    private static final String RESOURCE = "dictionary-1.txt";

    private PresetDictionary() {}

    static byte[] bytes() {
        BytesOut out = new BytesOut(8_192);
        lines().lines().forEach(line -> out.sized(line.getBytes(StandardCharsets.UTF_8)));
        return out.toArray();
    }

    private static String lines() {
        try (InputStream in = Objects.requireNonNull(PresetDictionary.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
