package io.watchfloor.parsers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the byte stream of one connection into syslog messages (RFC 6587), fed in chunks of any size. Decides per frame: a
 * length, a space and {@code <} are octet counting (§3.4.1), and after a counted frame a length and a space are enough;
 * anything else ends at a line feed or NUL (§3.4.2). So a line that happens to begin with a number does not swallow what
 * follows it. Line ends, also CR LF, and trailing NULs are not part of a message; empty messages are left out. A longer
 * frame than the limit is cut to the limit, its rest skipped and counted. Not thread-safe.
 */
public final class SyslogFramer {
    private static final int MAX_LENGTH_DIGITS = 9;

    private final int maxFrameBytes;
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream(512);
    private State state = State.START;
    private long expected;
    private boolean over;
    private boolean lastWasCounted;
    private long cutFrames;
    private long cutBytes;

    private enum State {
        START,
        LENGTH,
        AFTER_LENGTH,
        COUNTED,
        LINE
    }

    /** @param maxFrameBytes the longest message that is kept whole, at least 1 */
    public SyslogFramer(int maxFrameBytes) {
        if (maxFrameBytes < 1) {
            throw new IllegalArgumentException("maxFrameBytes must be positive");
        }
        this.maxFrameBytes = maxFrameBytes;
    }

    /** The messages that end in this chunk. */
    public List<byte[]> feed(byte[] chunk) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < chunk.length; ) {
            i = step(chunk, i, frames);
        }
        return frames;
    }

    /** The connection has ended: the last message, if it lacks its end. */
    public List<byte[]> end() {
        List<byte[]> frames = new ArrayList<>();
        if (state == State.COUNTED && expected > 0) {
            countCut(expected);
        }
        finish(frames);
        return frames;
    }

    /** How many messages were longer than the limit or ended before the length they announced. */
    public long cutFrames() {
        return cutFrames;
    }

    /** How many bytes those messages lost. */
    public long cutBytes() {
        return cutBytes;
    }

    private int step(byte[] chunk, int i, List<byte[]> frames) {
        byte b = chunk[i];
        switch (state) {
            case START -> {
                if (b != '\n' && b != '\r' && b != 0) {
                    state = b >= '1' && b <= '9' ? State.LENGTH : State.LINE;
                    return i;
                }
            }
            case LENGTH -> {
                if (b >= '0' && b <= '9' && frame.size() < MAX_LENGTH_DIGITS) {
                    frame.write(b);
                } else if (b == ' ') {
                    state = State.AFTER_LENGTH;
                } else {
                    state = State.LINE;
                    return i;
                }
            }
            case AFTER_LENGTH -> {
                beginBody(b);
                return i;
            }
            case COUNTED -> {
                return counted(chunk, i, frames);
            }
            case LINE -> {
                return line(chunk, i, frames);
            }
        }
        return i + 1;
    }

    private void beginBody(byte first) {
        if (first == '<' || lastWasCounted) {
            expected = Long.parseLong(frame.toString(StandardCharsets.US_ASCII));
            frame.reset();
            state = State.COUNTED;
        } else {
            frame.write(' ');
            state = State.LINE;
        }
    }

    private int counted(byte[] chunk, int from, List<byte[]> frames) {
        int length = (int) Math.min(expected, chunk.length - from);
        append(chunk, from, length);
        expected -= length;
        if (expected == 0) {
            finish(frames);
        }
        return from + length;
    }

    private int line(byte[] chunk, int from, List<byte[]> frames) {
        int end = from;
        while (end < chunk.length && chunk[end] != '\n' && chunk[end] != 0) {
            end++;
        }
        append(chunk, from, end - from);
        if (end == chunk.length) {
            return end;
        }
        finish(frames);
        return end + 1;
    }

    private void append(byte[] chunk, int from, int length) {
        int taken = Math.min(length, maxFrameBytes - frame.size());
        frame.write(chunk, from, taken);
        if (taken < length) {
            countCut(length - taken);
        }
    }

    private void countCut(long bytes) {
        cutBytes += bytes;
        if (!over) {
            cutFrames++;
            over = true;
        }
    }

    private void finish(List<byte[]> frames) {
        byte[] bytes = frame.toByteArray();
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\r' || bytes[length - 1] == '\n' || bytes[length - 1] == 0)) {
            length--;
        }
        if (length > 0) {
            frames.add(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        }
        frame.reset();
        lastWasCounted = state == State.COUNTED;
        over = false;
        expected = 0;
        state = State.START;
    }
}
