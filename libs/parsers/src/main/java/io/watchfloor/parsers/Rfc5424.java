package io.watchfloor.parsers;

import io.watchfloor.parsers.SyslogHeader.Priority;
import io.watchfloor.parsers.SyslogHeader.Program;
import io.watchfloor.parsers.SyslogHeader.Time;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RFC 5424 §6. Lengths of the header fields are not enforced, repeated structured data ids (illegal, but sent) are
 * merged. From the first thing that cannot be read, the text becomes the message.
 */
final class Rfc5424 {
    private static final String NIL = "-";
    private static final char BOM = '\uFEFF';

    private final Cursor cursor;
    private final Map<String, Object> data = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private Rfc5424(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Whether a version and something that wants to be its timestamp come next. Moves nothing. */
    static boolean begins(Cursor cursor) {
        int digits = cursor.digits();
        if (digits < 1 || digits > 3 || cursor.peek(0) == '0' || cursor.peek(digits) != ' ') {
            return false;
        }
        if (digits == 1 && cursor.peek(0) == '1') {
            return true;
        }
        Cursor ahead = new Cursor(cursor.text);
        ahead.at = cursor.at + digits + 1;
        return ahead.peekToken().equals(NIL) || (ahead.digits() == 4 && ahead.peek(4) == '-');
    }

    static SyslogHeader parse(Cursor cursor, Priority priority, ZoneId zone) {
        return new Rfc5424(cursor).parse(priority, zone);
    }

    private SyslogHeader parse(Priority priority, ZoneId zone) {
        cursor.number(1, 3);
        cursor.skip(' ');
        Time time = time(zone);
        String host = field();
        String app = field();
        String processId = field();
        String messageId = field();
        if (!cursor.skip(NIL)) {
            structuredData();
        }
        if (!cursor.atEnd() && !cursor.skip(' ') && problems.isEmpty()) {
            problems.add("a space is missing after the structured data at character " + (cursor.at + 1));
        }
        cursor.skip(BOM);
        Program program = new Program(app, processId, messageId);
        return new SyslogHeader(priority, time, host, program, data, cursor.rest(), problems);
    }

    private @Nullable Time time(ZoneId zone) {
        int start = cursor.at;
        String token = field();
        if (token == null) {
            return null;
        }
        Instant instant = TimeText.parse(token, zone);
        if (instant == null) {
            problems.add("the timestamp at character " + (start + 1) + " cannot be read");
        }
        return new Time(token, instant);
    }

    private @Nullable String field() {
        String token = cursor.token();
        cursor.skip(' ');
        return token.isEmpty() || token.equals(NIL) ? null : token;
    }

    private void structuredData() {
        int start = cursor.at;
        boolean any = false;
        while (cursor.peek(0) == '[') {
            int element = cursor.at;
            if (!element()) {
                cursor.at = element;
                problems.add("the structured data at character " + (element + 1) + " cannot be read");
                return;
            }
            any = true;
        }
        if (!any) {
            problems.add("structured data is missing at character " + (start + 1));
        }
    }

    private boolean element() {
        cursor.skip('[');
        String id = name();
        if (id.isEmpty()) {
            return false;
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        while (cursor.skip(' ')) {
            if (!parameter(id, parameters)) {
                return false;
            }
        }
        if (!cursor.skip(']')) {
            return false;
        }
        parameters.forEach(this::add);
        return true;
    }

    private boolean parameter(String id, Map<String, Object> parameters) {
        String name = name();
        if (name.isEmpty() || !cursor.skip('=') || !cursor.skip('"')) {
            return false;
        }
        StringBuilder value = new StringBuilder();
        while (!cursor.atEnd() && cursor.peek(0) != '"') {
            // §6.3.3: a backslash before anything else than these three is a backslash.
            if (cursor.peek(0) == '\\' && "\"\\]".indexOf(cursor.peek(1)) >= 0) {
                cursor.at++;
            }
            value.append(cursor.peek(0));
            cursor.at++;
        }
        merge(parameters, id + "." + name, value.toString());
        return cursor.skip('"');
    }

    private String name() {
        int start = cursor.at;
        while (!cursor.atEnd() && "= ]\"".indexOf(cursor.peek(0)) < 0) {
            cursor.at++;
        }
        return cursor.text.substring(start, cursor.at);
    }

    private void add(String name, Object value) {
        if (value instanceof List<?> values) {
            values.forEach(each -> merge(data, name, each));
        } else {
            merge(data, name, value);
        }
    }

    private static void merge(Map<String, Object> into, String name, Object value) {
        into.merge(name, value, (before, next) -> {
            List<Object> values = new ArrayList<>(before instanceof List<?> list ? list : List.of(before));
            values.add(next);
            return values;
        });
    }
}
