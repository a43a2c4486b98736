package io.watchfloor.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for messages about what went wrong. */
final class LogTail {

    private static final int MAX_BYTES = 1 << 16;

    private LogTail() {}

    /** At most the last {@code lines} lines; none if there is no such file. */
    static List<String> last(Path file, int lines) {
        return last(file, lines, 0);
    }

    /** The same, only of what was written after {@code offset} bytes. */
    static List<String> last(Path file, int lines, long offset) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(Math.min(offset, access.length()), access.length() - MAX_BYTES);
            byte[] bytes = new byte[Math.toIntExact(access.length() - from)];
            access.seek(from);
            access.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
        }
    }
}
