package io.watchfloor.search.ingest;

import io.watchfloor.parsers.LogLines;
import io.watchfloor.parsers.LogParser;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A body of text, a log a line as its source writes it, Zeek's tables with their header lines. A line is always an event, one
 * with an error where it is not what its source writes; only a line that is too long is refused.
 */
final class TextBody {
    private TextBody() {}

    static void read(byte[] body, Charset charset, LogLines lines, TakenLogs taken) {
        byte[] text = charset.equals(StandardCharsets.UTF_8)
                ? body
                : new String(body, charset).getBytes(StandardCharsets.UTF_8);
        int start = 0;
        for (int number = 1; start < text.length; number++) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            line(Arrays.copyOfRange(text, start, end), number, lines, taken);
            start = end + 1;
        }
    }

    private static void line(byte[] line, int number, LogLines lines, TakenLogs taken) {
        if (line.length > LogParser.MAX_BYTES) {
            taken.reject("too_large", "Line " + number + " has more than " + LogParser.MAX_BYTES + " bytes");
        } else {
            lines.parse(line).forEach(taken::take);
        }
    }
}
