package io.watchfloor.observables;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads URLs out of a text: where one begins, where it ends, and whether it has a host. */
final class UrlReader {
    private static final Set<String> SCHEMES =
            Set.of("http", "https", "hxxp", "hxxps", "ftp", "ftps", "sftp", "ws", "wss", "ldap", "ldaps");
    private static final int LONGEST_SCHEME = 5;
    private static final int LONGEST_AUTHORITY = 320;
    private static final int LONGEST_URL = 2048;
    private static final String NEVER_IN_URL = "\"'<>`|^{}\\";
    private static final String NEVER_LAST = ".,;:!?*";

    private final String text;
    private final Findings findings;

    UrlReader(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
    }

    /** Where the scheme begins if the token {@code [start, end)} ends in one and {@code //} follows, or -1. */
    static int schemeStart(String text, int start, int end) {
        int colon = end - 1;
        if (text.charAt(colon) != ':' || !text.startsWith("//", end)) {
            return -1;
        }
        int first = colon;
        while (first > start && colon - first <= LONGEST_SCHEME && Ascii.isLetter(text.charAt(first - 1))) {
            first--;
        }
        return SCHEMES.contains(text.substring(first, colon).toLowerCase(Locale.ROOT)) ? first : -1;
    }

    /**
     * Reads the URL whose scheme begins at {@code start} and whose authority at {@code authority}. The authority is
     * judged first and alone, so that a text full of schemes is not read to its end for each of them.
     *
     * @return where to go on: behind the URL, or at the authority if it is none
     */
    int read(int start, int authority) {
        int limit = Math.min(text.length(), authority + LONGEST_AUTHORITY);
        int authorityEnd = end(authority, UrlParts.authorityEnd(text, authority, limit));
        UrlParts origin = UrlParts.of(text.substring(start, trimmed(authority, authorityEnd)));
        if (origin == null || !hasHost(origin)) {
            return authority;
        }
        int end = end(authorityEnd, text.length());
        UrlParts url = end - start > LONGEST_URL ? null : UrlParts.of(text.substring(start, trimmed(authority, end)));
        add(origin, url);
        return end;
    }

    /** Of a URL too long to report, its host is. */
    private void add(UrlParts origin, @Nullable UrlParts url) {
        IpAddress address = origin.address();
        if (url != null) {
            findings.addUrl(url);
        } else if (address != null) {
            findings.addAddress(address);
        } else if (DomainNames.isName(origin.host())) {
            findings.addDomain(origin.host());
        }
    }

    private static boolean hasHost(UrlParts origin) {
        return origin.address() != null || DomainNames.isName(origin.host()) || DomainNames.isLabel(origin.host());
    }

    private int end(int from, int limit) {
        int end = from;
        while (end < limit && !endsUrl(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean endsUrl(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || NEVER_IN_URL.indexOf(c) >= 0;
    }

    /** Cuts punctuation of the sentence and closing brackets that were opened before the URL. */
    private int trimmed(int from, int to) {
        int round = balance(from, to, '(', ')');
        int square = balance(from, to, '[', ']');
        int end = to;
        while (end > from) {
            char last = text.charAt(end - 1);
            if (last == ')' && round < 0) {
                round++;
            } else if (last == ']' && square < 0) {
                square++;
            } else if (NEVER_LAST.indexOf(last) < 0) {
                return end;
            }
            end--;
        }
        return end;
    }

    private int balance(int from, int to, char opening, char closing) {
        int balance = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            balance += c == opening ? 1 : c == closing ? -1 : 0;
        }
        return balance;
    }
}
