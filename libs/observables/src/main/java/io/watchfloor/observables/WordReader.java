package io.watchfloor.observables;

import java.util.Locale;

/** Reads one token of a text as an e-mail address, an IPv6 address, or pieces, each of which may be one other value. */
final class WordReader {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_IPV6 = 64;
    private static final int LONGEST_PIECE = 253;
    private static final String PIECE_ENDS = ":+%";
    private static final String NEVER_OUTSIDE = ".-";
    private static final int LONGEST_SEPARATOR = 3;
    private static final int LONGEST_LABEL = 16;
    private static final String IMPORT_HASH = "imphash";

    private final String text;
    private final Findings findings;

    WordReader(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
    }

    /** Parts between {@code @} signs are joined by twos to addresses; each part is read once as something else at most. */
    void read(int start, int end) {
        int from = start;
        while (from < end) {
            int at = indexOf('@', from, end);
            int next = indexOf('@', Math.min(at + 1, end), end);
            if (at < end && email(from, at, next)) {
                from = next + 1;
            } else {
                word(from, at);
                from = at + 1;
            }
        }
    }

    /** Whether {@code [from, to)} is an e-mail address around the sign at {@code at}, with at most a port or so behind. */
    private boolean email(int from, int at, int to) {
        int local = localPartStart(from, at);
        int end = trimmedEnd(at + 1, pieceEnd(at + 1, to));
        boolean isSized = local < at && at - local <= LONGEST_LOCAL_PART && end - at <= LONGEST_PIECE;
        if (!isSized || text.charAt(local) == '.' || text.charAt(at - 1) == '.' || indexOf('.', at + 1, end) == end) {
            return false;
        }
        String domain = Normaliser.domain(text.substring(at + 1, end));
        if (!DomainNames.isRegistrable(domain)) {
            return false;
        }
        findings.add(ObservableType.EMAIL, text.substring(local, at) + '@' + domain);
        return true;
    }

    /** Not before a colon, as of {@code mailto:}; goes one further than allowed to tell that it is too long. */
    private int localPartStart(int from, int at) {
        int local = at;
        while (local > from && at - local <= LONGEST_LOCAL_PART && text.charAt(local - 1) != ':') {
            local--;
        }
        return local;
    }

    private int pieceEnd(int from, int to) {
        int end = from;
        while (end < to && PIECE_ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private void word(int start, int end) {
        if (ipv6(start, end)) {
            return;
        }
        int from = start;
        while (from < end) {
            int to = pieceEnd(from, end);
            piece(from, to);
            from = to + 1;
        }
    }

    private boolean ipv6(int start, int end) {
        int to = end;
        while (to > start && ".-:".indexOf(text.charAt(to - 1)) >= 0 && !text.startsWith("::", to - 2)) {
            to--;
        }
        if (to - start > LONGEST_IPV6 || indexOf(':', start, to) == to) {
            return false;
        }
        String word = text.substring(start, to);
        IpAddress address = looksLikeIpv6(word) ? IpAddress.parse(word) : null;
        if (address == null) {
            return false;
        }
        if (!isNetwork(address, to)) {
            findings.addAddress(address);
        }
        return true;
    }

    /** Has a digit, unlike {@code a::b} of programs, and is no hardware address of eight pairs. */
    private static boolean looksLikeIpv6(String word) {
        return word.chars().anyMatch(c -> Ascii.isDigit((char) c)) && !isHardwareAddress(word);
    }

    private static boolean isHardwareAddress(String word) {
        if (word.length() != 23) {
            return false;
        }
        for (int i = 2; i < word.length(); i += 3) {
            if (word.charAt(i) != ':') {
                return false;
            }
        }
        return true;
    }

    private void piece(int from, int to) {
        int start = from;
        while (start < to && NEVER_OUTSIDE.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        int end = trimmedEnd(start, to);
        if (end - start < 4 || end - start > LONGEST_PIECE) {
            return;
        }
        String piece = text.substring(start, end);
        ObservableType hash = Tokens.hashType(piece);
        if (hash != null) {
            hash(hash, piece, start);
        } else if (Ascii.isDigit(piece.charAt(0)) && isNumeric(piece)) {
            ipv4Range(start, end);
        } else if (!cve(piece)) {
            domain(piece, start, end);
        }
    }

    /** The hash of an import table looks like MD5, but is shared by many files. */
    private void hash(ObservableType type, String piece, int start) {
        if (!labelBefore(start).equals(IMPORT_HASH)) {
            findings.add(type, piece);
        }
    }

    private static boolean isNumeric(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            if (!Ascii.isDigit(piece.charAt(i)) && NEVER_OUTSIDE.indexOf(piece.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code 192.0.2.1-192.0.2.9} names two addresses. */
    private void ipv4Range(int start, int end) {
        int from = start;
        while (from < end) {
            int to = indexOf('-', from, end);
            ipv4(from, to);
            from = to + 1;
        }
    }

    private void ipv4(int start, int end) {
        IpAddress address = IpAddress.parse(text.substring(start, end));
        if (address != null && !isNetwork(address, end) && !isVersion(start, end)) {
            findings.addAddress(address);
        }
    }

    /** Whether a prefix length follows that makes the address a network's. */
    private boolean isNetwork(IpAddress address, int end) {
        int to = end + 1;
        while (to < text.length() && to - end <= 3 && Ascii.isDigit(text.charAt(to))) {
            to++;
        }
        if (to - end < 2 || to - end > 4 || text.charAt(end) != '/') {
            return false;
        }
        return address.isNetworkOf(Integer.parseInt(text.substring(end + 1, to)));
    }

    /** {@code Browser/120.0.0.0}, {@code version 1.2.3.4}, {@code FileVersion="1.2.3.4"}; but {@code name/1.2.3.4:80}. */
    private boolean isVersion(int start, int end) {
        if (start > 1 && text.charAt(start - 1) == '/' && Ascii.isLetter(text.charAt(start - 2))) {
            return end == text.length() || text.charAt(end) != ':';
        }
        String label = labelBefore(start);
        return label.endsWith("version") || label.equals("ver");
    }

    /** The word that introduces a value, as {@code version} in {@code FileVersion="1.2.3.4"}; lower case, or empty. */
    private String labelBefore(int start) {
        int end = start;
        while (end > 0 && start - end < LONGEST_SEPARATOR && " =:\"".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int from = end;
        while (end < start && from > 0 && end - from < LONGEST_LABEL && Ascii.isLetter(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private boolean cve(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            int end = i == 0 || !Character.isLetterOrDigit(piece.charAt(i - 1)) ? Tokens.cveEnd(piece, i) : -1;
            if (end > 0) {
                findings.add(ObservableType.CVE, piece.substring(i, end));
                return true;
            }
        }
        return false;
    }

    private void domain(String piece, int start, int end) {
        if (piece.indexOf('.') < 0 || isPartOfPath(start) || isKeyOrCall(start, end) || endsLikeSentence(piece)) {
            return;
        }
        String name = Normaliser.domain(piece);
        if (DomainNames.isRegistrable(name) && !DomainNames.looksLikeFile(name) && !DomainNames.looksReversed(name)) {
            findings.addDomain(name);
        }
    }

    /** Behind one slash, a backslash (also of an escape) or a percent sign; two slashes begin an authority. */
    private boolean isPartOfPath(int start) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        return before == '\\' || before == '%' || (before == '/' && !text.startsWith("//", start - 2));
    }

    /** {@code user.name=…}, {@code "user.name":…}, {@code this.app(…}. */
    private boolean isKeyOrCall(int start, int end) {
        if (end == text.length()) {
            return false;
        }
        boolean quotedKey = start > 0 && text.charAt(start - 1) == '"' && text.startsWith("\":", end);
        return quotedKey || text.charAt(end) == '=' || text.charAt(end) == '(';
    }

    /** {@code failed.In}: no space behind the full stop. */
    private static boolean endsLikeSentence(String piece) {
        int last = piece.lastIndexOf('.') + 1;
        return last + 1 < piece.length()
                && Character.isUpperCase(piece.charAt(last))
                && Character.isLowerCase(piece.charAt(last + 1));
    }

    private int trimmedEnd(int start, int end) {
        int to = end;
        while (to > start && NEVER_OUTSIDE.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return to;
    }

    private int indexOf(char c, int from, int to) {
        int at = text.indexOf(c, from, to);
        return at < 0 ? to : at;
    }
}
