package io.watchfloor.cli.rules;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, unpacked if it is gzip. */
final class EventFile implements Closeable {
    private static final int GZIP = 0x1F;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 20];
    private int from;
    private int to;
    private boolean ended;

    EventFile(Path path) throws IOException {
        BufferedInputStream packed = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        packed.mark(2);
        boolean gzip = packed.read() == GZIP && packed.read() == 0x8B;
        packed.reset();
        in = gzip ? new GZIPInputStream(packed, 1 << 16) : packed;
    }

    /**
     * A line within {@link #buffer}.
     *
     * @param to behind its last byte, the line end not counted
     */
    record Line(byte[] bytes, int from, int to) {
        boolean isBlank() {
            for (int i = from; i < to; i++) {
                if (bytes[i] > ' ' || bytes[i] < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The next line, valid until the one after it is asked for; null at the end. */
    @Nullable
    Line next() throws IOException {
        int end = from;
        while (true) {
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (end < to) {
                Line line = line(end);
                from = end + 1;
                return line;
            }
            if (ended) {
                Line rest = from < to ? line(to) : null;
                from = to;
                return rest;
            }
            end -= from;
            fill();
        }
    }

    private Line line(int end) {
        int stop = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        return new Line(buffer, from, stop);
    }

    /** Moves what is left to the front and reads more behind it. */
    private void fill() throws IOException {
        int left = to - from;
        byte[] target = left > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, from, target, 0, left);
        buffer = target;
        from = 0;
        to = left;
        int read = in.read(buffer, to, buffer.length - to);
        ended = read < 0;
        to += Math.max(0, read);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
