package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import io.watchfloor.observables.Sightings.Place;
import java.util.Set;

/**
 * Reads ids of public catalogues: CVE, ATT&amp;CK, autonomous systems, and addresses of currencies. Each begins where a word
 * begins.
 */
final class IdReader {
    private static final long LAST_SYSTEM = 4_294_967_295L;
    private static final Set<String> NO_TECHNIQUES = Set.of(
            "model", "part", "printer", "sku", "ticket", "serial", "order", "invoice", "bus", "line", "room", "series");
    private static final Set<String> GROUPS = Set.of("group", "groups", "actor", "actors", "apt");
    private static final Set<String> SOFTWARE = Set.of("software", "malware", "tool", "family");
    private static final Set<String> OTHERS = Set.of("mitigation", "mitigations", "campaign", "campaigns", "source");

    private final String text;
    private final Sightings sightings;
    private final Words words;

    IdReader(String text, Sightings sightings, Words words) {
        this.text = text;
        this.sightings = sightings;
        this.words = words;
    }

    void read(int start, int end) {
        for (int i = start; i < end; i++) {
            boolean begins = i == start || !CharClass.isAlphanumeric(text.charAt(i - 1));
            if (begins && Ascii.isLetter(text.charAt(i))) {
                at(i, end);
            } else if (begins && (text.charAt(i) == '1' || text.charAt(i) == '3' || text.charAt(i) == '0')) {
                coin(i, end);
            } else if (begins && i == start) {
                numberBehindWord(i, end);
            }
        }
    }

    private void at(int start, int end) {
        switch (text.charAt(start)) {
            case 'C', 'c' -> cve(start);
            case 'T', 't' -> technique(start, end);
            case 'G', 'S', 'M' -> labelled(start, end);
            case 'A' -> system(start, end);
            case 'b', 'B' -> coin(start, end);
            default -> {
                // Nothing known begins with it.
            }
        }
    }

    /** {@code CVE 2019-0708}, {@code ASN 64500}: the number alone is in this token. */
    private void numberBehindWord(int start, int end) {
        if (start > 3 && text.charAt(start - 1) == ' ' && text.regionMatches(true, start - 4, "cve", 0, 3)) {
            cve(start - 4);
        } else if (start > 3 && text.startsWith("ASN ", start - 4)) {
            system(start, end, start - 4);
        }
    }

    private void cve(int start) {
        int end = Tokens.cveEnd(text, start);
        if (end > 0) {
            String value = text.substring(start, end)
                    .toUpperCase(ROOT)
                    .replace('_', '-')
                    .replace(' ', '-');
            sightings.add(IocType.CVE, value, new Place(start, end));
        }
    }

    /** {@code T1059}, {@code T1059.001}, {@code TA0001}; in lower case only in tags: {@code attack.t1059}. */
    private void technique(int start, int end) {
        boolean tag = start >= 7 && text.startsWith("attack.", start - 7);
        boolean attached = start > 0 && ".-_".indexOf(text.charAt(start - 1)) >= 0;
        if (attached != tag || (!tag && text.charAt(start) != 'T')) {
            return;
        }
        if (text.startsWith("TA00", start)) {
            numbered(start, start + 2, end);
            return;
        }
        int to = digitsEnd(start + 1, end);
        boolean known = to - start == 5
                && (text.startsWith("1", start + 1) || text.startsWith("08", start + 1))
                && !text.startsWith("1000", start + 1)
                && text.charAt(start + 2) <= '8';
        if (known && !NO_TECHNIQUES.contains(words.before(start)) && !NO_TECHNIQUES.contains(follower(to))) {
            int sub = subtechniqueEnd(to, end);
            if (ends(sub)) {
                add(start, sub);
            }
        }
    }

    /** A word behind a space, as in {@code T1100 printer}. */
    private String follower(int at) {
        int to = at + 1;
        while (at < text.length()
                && text.charAt(at) == ' '
                && to < text.length()
                && Ascii.isLetter(text.charAt(to))
                && to - at < 12) {
            to++;
        }
        return to > at + 1 ? text.substring(at + 1, to).toLowerCase(ROOT) : "";
    }

    private int subtechniqueEnd(int to, int end) {
        boolean dot = to < end && text.charAt(to) == '.';
        int sub = dot ? digitsEnd(to + 1, end) : to;
        return sub - to == 4 ? sub : sub - to > 1 ? -1 : to;
    }

    /** Groups, software and the rest look like many other numbers: they need the word before them. */
    private void labelled(int start, int end) {
        int to = digitsEnd(start + 1, end);
        if (to - start != 5) {
            return;
        }
        String word = words.before(start);
        boolean named = switch (text.charAt(start)) {
            case 'G' -> GROUPS.contains(word);
            case 'S' -> SOFTWARE.contains(word);
            default -> OTHERS.contains(word);
        };
        if (named) {
            numbered(start, start + 1, end);
        }
    }

    private void numbered(int start, int digits, int end) {
        int to = digitsEnd(digits, end);
        if (to - digits == 4 && ends(to)) {
            add(start, to);
        }
    }

    private void add(int start, int end) {
        String value = text.substring(start, end).toUpperCase(ROOT);
        sightings.add(IocType.ATTACK_ID, value, new Place(start, end));
    }

    /** Three digits or more: {@code AS2} and {@code AS400} are other things. */
    private void system(int start, int end) {
        int from = text.startsWith("ASN", start) ? start + 3 : start + 2;
        if (text.startsWith("AS", start) && from < end) {
            system(from, end, start);
        }
    }

    private void system(int from, int end, int start) {
        int to = digitsEnd(from, end);
        int digits = to - from;
        if (digits < 3 || digits > 10 || !ends(to) || text.startsWith("0", from)) {
            return;
        }
        long number = Long.parseLong(text, from, to, 10);
        boolean computer = number == 400 && from == start + 2;
        if (number <= LAST_SYSTEM && !computer) {
            sightings.add(IocType.ASN, "AS" + number, new Place(start, to));
        }
    }

    private void coin(int start, int end) {
        int to = start;
        while (to < end && to - start <= Coins.LONGEST && CharClass.isAlphanumeric(text.charAt(to))) {
            to++;
        }
        IocType type = Coins.type(text, start, to);
        if (type != null) {
            String written = text.substring(start, to);
            boolean upper = type == IocType.BTC && written.startsWith("BC1");
            sightings.add(type, upper ? written.toLowerCase(ROOT) : written, new Place(start, to));
        }
    }

    private int digitsEnd(int from, int end) {
        int to = from;
        while (to < end && Ascii.isDigit(text.charAt(to))) {
            to++;
        }
        return to;
    }

    private boolean ends(int at) {
        return at > 0 && (at == text.length() || (!CharClass.isAlphanumeric(text.charAt(at)) && !isGlued(at)));
    }

    private boolean isGlued(int at) {
        char c = text.charAt(at);
        boolean joins = c == '_' || ((c == '.' || c == '-') && at + 1 < text.length());
        return joins && (c == '_' || Ascii.isDigit(text.charAt(at + 1)));
    }
}
