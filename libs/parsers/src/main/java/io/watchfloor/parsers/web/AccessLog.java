package io.watchfloor.parsers.web;

import io.watchfloor.parsers.EventDraft;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lines of access logs in the common and the combined form (Apache HTTP Server documentation, mod_log_config), with a virtual
 * host or forwarded addresses before or not. Requests that are none, such as the bytes of a TLS handshake, stay as they are.
 */
public final class AccessLog {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    /** Of "29/Sep/2021:12:37:05 +0000". */
    private static final int TIME_LENGTH = 26;

    private static final int FARTHEST = 512;

    private AccessLog() {}

    /** Whether the line has such a log's time in brackets. */
    public static boolean recognises(String line) {
        return bracket(line) > 0;
    }

    /** The place of the bracket before the time, or -1. */
    private static int bracket(String line) {
        int at = line.indexOf(" [");
        while (at > 0 && at < FARTHEST && at + 2 + TIME_LENGTH < line.length()) {
            boolean time = line.charAt(at + 4) == '/'
                    && line.charAt(at + 8) == '/'
                    && line.charAt(at + 13) == ':'
                    && line.charAt(at + 2 + TIME_LENGTH) == ']'
                    && line.startsWith("] \"", at + 2 + TIME_LENGTH);
            if (time) {
                return at;
            }
            at = line.indexOf(" [", at + 1);
        }
        return -1;
    }

    /** Says what a line tells; it is one that {@link #recognises}. */
    public static void parse(String line, EventDraft event) {
        int bracket = bracket(line);
        event.put("event.kind", "event");
        event.put("event.dataset", "apache.access");
        event.put("message", line);
        time(line.substring(bracket + 2, bracket + 2 + TIME_LENGTH), event);
        client(line.substring(0, bracket), event);
        Quoted request = Quoted.at(line, bracket + TIME_LENGTH + 4);
        request(request.text(), event);
        String[] numbers = line.substring(request.end()).strip().split(" ", 3);
        response(numbers, event);
        if (numbers.length > 2 && numbers[2].startsWith("\"")) {
            Quoted referrer = Quoted.at(numbers[2], 0);
            event.put("http.request.referrer", referrer.text());
            int agent = numbers[2].indexOf('"', referrer.end());
            event.put(
                    "user_agent.original",
                    agent < 0 ? null : Quoted.at(numbers[2], agent).text());
        }
    }

    private static void time(String text, EventDraft event) {
        try {
            int month = MONTHS.indexOf(text.substring(3, 6)) / 3 + 1;
            LocalDateTime local = LocalDateTime.of(
                    number(text, 7, 11),
                    month,
                    number(text, 0, 2),
                    number(text, 12, 14),
                    number(text, 15, 17),
                    number(text, 18, 20));
            ZoneOffset offset = ZoneOffset.of(text.substring(21));
            Instant instant = local.toInstant(offset);
            event.at(instant, text);
        } catch (DateTimeException | NumberFormatException e) {
            event.time(text);
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** The words before the time: perhaps a virtual host or forwarded addresses, then the client, identd's word and the user. */
    private static void client(String text, EventDraft event) {
        String[] words = text.strip().split(" ");
        int count = words.length;
        int client = count >= 3 ? count - 3 : 0;
        // A name may hold spaces.
        while (client > 0 && words[client].equals("-")) {
            client--;
        }
        if (count >= 3) {
            event.account("user", words[count - 1], null);
        }
        String address = words[client];
        event.put("source.address", address);
        event.address("source.ip", address);
        if (!event.has("source.ip")) {
            event.put("source.domain", address);
        }
        if (client > 0) {
            before(words[0], event);
        }
    }

    private static void before(String word, EventDraft event) {
        String plain = word.endsWith(",") ? word.substring(0, word.length() - 1) : word;
        int colon = plain.indexOf(':');
        boolean address = Character.isDigit(plain.charAt(0)) && colon < 0;
        if (address) {
            event.address("network.forwarded_ip", plain);
        } else if (!plain.isEmpty() && !plain.equals("-")) {
            event.put("url.domain", colon > 0 ? plain.substring(0, colon) : plain);
        }
    }

    private static void request(String text, EventDraft event) {
        int method = text.indexOf(' ');
        int version = text.lastIndexOf(" HTTP/");
        if (method <= 0 || !text.substring(0, method).chars().allMatch(Character::isLetter)) {
            event.put("url.original", text);
            return;
        }
        String url = text.substring(method + 1, version > method ? version : text.length());
        event.put("http.request.method", text.substring(0, method));
        event.put("http.version", version < 0 ? null : text.substring(version + " HTTP/".length()));
        event.put("url.original", url);
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        event.put("url.path", path(path));
        event.put("url.query", query < 0 ? null : url.substring(query + 1));
        int dot = path.lastIndexOf('.');
        boolean extension = dot > path.lastIndexOf('/') && dot < path.length() - 1 && path.startsWith("/");
        event.put("url.extension", extension ? path.substring(dot + 1) : null);
    }

    /** Of an absolute URL the part behind its host. */
    private static String path(String url) {
        int scheme = url.indexOf("://");
        int slash = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
        return slash < 0 ? url : url.substring(slash);
    }

    private static void response(String[] numbers, EventDraft event) {
        Long status = whole(numbers[0]);
        event.put("http.response.status_code", status);
        event.put("http.response.body.bytes", numbers.length > 1 ? whole(numbers[1]) : null);
        event.kind("web", "access");
        event.put("event.outcome", status == null ? null : status < 400 ? "success" : "failure");
    }

    private static @Nullable Long whole(String text) {
        boolean digits = !text.isEmpty() && text.length() < 18 && text.chars().allMatch(Character::isDigit);
        return digits ? Long.valueOf(text) : null;
    }

    /**
     * Text in quotes, where a backslash takes a quote its meaning.
     *
     * @param end the place behind the closing quote
     */
    private record Quoted(String text, int end) {
        Quoted {
            Objects.requireNonNull(text, "text");
        }

        static Quoted at(String line, int quote) {
            int end = quote + 1;
            while (end < line.length() && line.charAt(end) != '"') {
                end += line.charAt(end) == '\\' ? 2 : 1;
            }
            int close = Math.min(end, line.length());
            return new Quoted(line.substring(Math.min(quote + 1, close), close), Math.min(close + 1, line.length()));
        }
    }
}
