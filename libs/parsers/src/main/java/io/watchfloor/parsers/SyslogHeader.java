package io.watchfloor.parsers;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of a syslog message: RFC 5424, RFC 3164 and what is sent in their name. Reading never fails: what is wrong is
 * told in {@link #problems()} and the text it concerns stays in {@link #message()}.
 *
 * @param time null when the message tells none
 * @param structuredData {@code id.parameter} to value, a list of values where the parameter repeats
 */
public record SyslogHeader(
        Priority priority,
        @Nullable Time time,
        @Nullable String host,
        Program program,
        Map<String, Object> structuredData,
        String message,
        List<String> problems) {
    private static final int MAX_PRIORITY = 191;

    public SyslogHeader {
        structuredData = Collections.unmodifiableMap(new LinkedHashMap<>(structuredData));
        problems = List.copyOf(problems);
    }

    /** The PRI part; {@code given} is false where 13 (user.notice) stands in for it (RFC 3164 §4.3.3). */
    public record Priority(int value, boolean given) {
        static final Priority MISSING = new Priority(13, false);

        public int facility() {
            return value >> 3;
        }

        /** 0-7, 0 is worst. */
        public int severity() {
            return value & 7;
        }
    }

    /** The time as the sender wrote it, and what it means; null when it means nothing. */
    public record Time(String text, @Nullable Instant instant) {}

    /** APP-NAME or TAG, PROCID and MSGID; null where absent. */
    public record Program(
            @Nullable String name,
            @Nullable String processId,
            @Nullable String messageId) {
        static final Program NONE = new Program(null, null, null);
    }

    /**
     * Reads a message without its frame.
     *
     * @param receivedAt gives a time without a year its year
     * @param zone of a time without one
     */
    public static SyslogHeader parse(String line, Instant receivedAt, ZoneId zone) {
        Cursor cursor = new Cursor(line);
        int number = priority(cursor);
        if (number < 0 && line.startsWith("<")) {
            return new SyslogHeader(
                    Priority.MISSING,
                    null,
                    null,
                    Program.NONE,
                    Map.of(),
                    line,
                    List.of("the priority is not a number"));
        }
        Priority priority = number >= 0 && number <= MAX_PRIORITY ? new Priority(number, true) : Priority.MISSING;
        SyslogHeader header = Rfc5424.begins(cursor)
                ? Rfc5424.parse(cursor, priority, zone)
                : Rfc3164.parse(cursor, priority, receivedAt, zone);
        return number <= MAX_PRIORITY ? header : header.withProblem("priority " + number + " is above 191");
    }

    /** The number between angle brackets, or -1 with the cursor unmoved. */
    private static int priority(Cursor cursor) {
        if (!cursor.skip('<')) {
            return -1;
        }
        int number = cursor.number(1, 5);
        if (number < 0 || !cursor.skip('>')) {
            cursor.at = 0;
            return -1;
        }
        return number;
    }

    private SyslogHeader withProblem(String problem) {
        List<String> all = new ArrayList<>(problems);
        all.addFirst(problem);
        return new SyslogHeader(priority, time, host, program, structuredData, message, all);
    }
}
