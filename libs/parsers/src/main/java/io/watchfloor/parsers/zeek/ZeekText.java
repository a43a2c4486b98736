package io.watchfloor.parsers.zeek;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How Zeek writes text: bytes outside of it as {@code \xHH}. */
final class ZeekText {
    private ZeekText() {}

    static List<String> split(String line, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = line.indexOf(separator); end >= 0; end = line.indexOf(separator, start)) {
            parts.add(line.substring(start, end));
            start = end + 1;
        }
        parts.add(line.substring(start));
        return parts;
    }

    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (isEscape(bytes, i)) {
                out.write(Character.digit(bytes[i + 2], 16) << 4 | Character.digit(bytes[i + 3], 16));
                i += 3;
            } else if (bytes[i] == '\\' && i + 1 < bytes.length && bytes[i + 1] == '\\') {
                out.write('\\');
                i++;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return at + 3 < bytes.length
                && bytes[at] == '\\'
                && bytes[at + 1] == 'x'
                && Character.digit(bytes[at + 2], 16) >= 0
                && Character.digit(bytes[at + 3], 16) >= 0;
    }
}
