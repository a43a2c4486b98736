package io.watchfloor.parsers;

import io.watchfloor.parsers.SyslogHeader.Priority;
import io.watchfloor.parsers.SyslogHeader.Program;
import io.watchfloor.parsers.SyslogHeader.Time;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3164 and its relatives: time, host and tag may each be missing. A token that ends in a colon or holds a process id
 * is a tag, and so never the host; a tag with neither cannot be told from the message and is left in it.
 */
final class Rfc3164 {
    private static final int MAX_TAG = 128;

    private Rfc3164() {}

    static SyslogHeader parse(Cursor cursor, Priority priority, Instant receivedAt, ZoneId zone) {
        Time time = time(cursor, receivedAt, zone);
        // Without a time, only a tag can be recognised: a first word may as well be the message's.
        String host = time == null ? null : host(cursor);
        Program program = tag(cursor);
        return new SyslogHeader(priority, time, host, program, Map.of(), cursor.rest(), List.of());
    }

    private static @Nullable Time time(Cursor cursor, Instant receivedAt, ZoneId zone) {
        int start = cursor.at;
        skipSequence(cursor);
        int timeStart = cursor.at;
        Instant instant = cursor.digits() == 4 && cursor.peek(4) == '-'
                ? TimeText.parse(cursor.token(), zone)
                : BsdTime.parse(cursor, receivedAt, zone);
        if (instant == null) {
            cursor.at = start;
            return null;
        }
        String text = cursor.text.substring(timeStart, cursor.at);
        cursor.skip(':');
        cursor.skipSpaces();
        return new Time(text, instant);
    }

    /** A sequence number ("29: ") and the marks of an unsynchronised clock, as Cisco IOS writes them before the time. */
    private static void skipSequence(Cursor cursor) {
        int start = cursor.at;
        if (cursor.number(1, 9) >= 0 && !(cursor.skip(':') && cursor.skip(' '))) {
            cursor.at = start;
        }
        if (!cursor.skip('*')) {
            cursor.skip('.');
        }
    }

    private static @Nullable String host(Cursor cursor) {
        String token = cursor.peekToken();
        boolean line = cursor.at + token.length() >= cursor.text.length();
        if (token.isEmpty() || line || isTag(token) || token.startsWith("-")) {
            return null;
        }
        cursor.token();
        cursor.skipSpaces();
        return token.endsWith(":") && !token.endsWith("::") ? token.substring(0, token.length() - 1) : token;
    }

    private static boolean isTag(String token) {
        boolean colon = token.endsWith(":");
        if (colon && token.indexOf(':') < token.length() - 1) {
            // Several colons: an IPv6 host, perhaps with a colon after it.
            return IpText.canonical(token) == null && IpText.canonical(token.substring(0, token.length() - 1)) == null;
        }
        return colon || (token.indexOf('[') > 0 && token.indexOf(']') > token.indexOf('['));
    }

    private static Program tag(Cursor cursor) {
        int end = 0;
        while (end <= MAX_TAG && isTagCharacter(cursor.peek(end))) {
            end++;
        }
        if (end == 0 || end > MAX_TAG) {
            return Program.NONE;
        }
        String name = cursor.text.substring(cursor.at, cursor.at + end);
        String processId = null;
        int after = end;
        if (cursor.peek(end) == '[') {
            int close = cursor.text.indexOf(']', cursor.at + end);
            if (close < 0 || close - cursor.at - end > MAX_TAG) {
                return Program.NONE;
            }
            processId = cursor.text.substring(cursor.at + end + 1, close);
            after = close + 1 - cursor.at;
        }
        return finishTag(cursor, name, processId, after);
    }

    private static Program finishTag(Cursor cursor, String name, @Nullable String processId, int after) {
        boolean colon = cursor.peek(after) == ':' && (cursor.peek(after + 1) == ' ' || cursor.peek(after + 1) == '\0');
        if (!colon && (processId == null || processId.indexOf(' ') >= 0)) {
            return Program.NONE;
        }
        cursor.at += colon ? after + 1 : after;
        cursor.skip(':');
        cursor.skip(' ');
        return new Program(name, processId == null || processId.isEmpty() ? null : processId, null);
    }

    private static boolean isTagCharacter(char c) {
        return c > ' ' && c != '[' && c != ':' && c != ']' && c != '"' && c != '\'' && c != '=' && c != '{';
    }
}
