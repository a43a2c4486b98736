package io.watchfloor.observables;

import io.watchfloor.observables.Sightings.Place;
import io.watchfloor.observables.Words.HashLabel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one token of a text as an e-mail address, an address with colons, or pieces, each of which may be one other value. */
final class WordReader {
    private static final int LONGEST_PIECE = 253;
    private static final int SHORTEST_PIECE = 4;
    private static final int MD5 = 32;
    private static final String PIECE_ENDS = ":+%";
    private static final String NEVER_OUTSIDE = ".-";

    private final String text;
    private final Sightings sightings;
    private final Words labels;
    private final AddressReader addresses;
    private final HardwareReader hardware;
    private final MailReader mails;
    private final IdReader ids;
    private final DomainReader domains;

    WordReader(String text, Sightings sightings) {
        this.text = text;
        this.sightings = sightings;
        this.labels = new Words(text);
        this.addresses = new AddressReader(text, sightings, labels);
        this.hardware = new HardwareReader(text, sightings);
        Remembered<JudgedName> names = new Remembered<>(JudgedName::of);
        this.mails = new MailReader(text, sightings, names);
        this.ids = new IdReader(text, sightings, labels);
        this.domains = new DomainReader(text, sightings, names);
    }

    /**
     * Reads a token.
     *
     * @param kinds the classes of its characters
     * @param inPath whether names in it are parts of a path
     */
    void read(int start, int end, int kinds, boolean inPath) {
        if ((kinds & CharClass.AT) == 0) {
            word(start, end, kinds, inPath);
            return;
        }
        int from = start;
        while (from < end) {
            int at = indexOf('@', from, end);
            int next = indexOf('@', Math.min(at + 1, end), end);
            int behind = at < end ? mails.read(from, at, next) : -1;
            if (behind < 0) {
                word(from, at, kinds, inPath);
            }
            from = behind < 0 ? at + 1 : behind;
        }
    }

    private void word(int start, int end, int kinds, boolean inPath) {
        if ((kinds & CharClass.WIDE) != 0 && mixed(start, end, inPath)) {
            return;
        }
        if ((kinds & CharClass.DIGIT) != 0) {
            ids.read(start, end);
            boolean colons = (kinds & CharClass.COLON) != 0;
            if (colons && (hardware.colons(start, end) || addresses.ipv6(start, end))) {
                return;
            }
        }
        pieces(start, end, inPath);
    }

    /** A token with letters beyond ASCII is a name, or holds words between them, as in texts without spaces. */
    private boolean mixed(int start, int end, boolean inPath) {
        int from = start;
        while (from < end) {
            int to = pieceEnd(from, end);
            if (!inPath && isWide(from, to) && domains.read(trimmedStart(from, to), trimmedEnd(from, to))) {
                return true;
            }
            from = to + 1;
        }
        from = start;
        while (from < end) {
            int to = from;
            while (to < end && text.charAt(to) < 128) {
                to++;
            }
            if (to > from) {
                read(from, to, CharClass.DIGIT | kinds(from, to), inPath);
            }
            from = to + 1;
        }
        return true;
    }

    private boolean isWide(int from, int to) {
        return (kinds(from, to) & CharClass.WIDE) != 0;
    }

    private int kinds(int from, int to) {
        int kinds = 0;
        for (int i = from; i < to; i++) {
            kinds |= CharClass.of(text.charAt(i));
        }
        return kinds;
    }

    private void pieces(int start, int end, boolean inPath) {
        int from = start;
        while (from < end) {
            int to = pieceEnd(from, end);
            piece(trimmedStart(from, to), trimmedEnd(from, to), inPath);
            from = to + 1;
        }
    }

    private void piece(int start, int end, boolean inPath) {
        int length = end - start;
        if (length < SHORTEST_PIECE || length > LONGEST_PIECE) {
            return;
        }
        if (isNumeric(start, end)) {
            if (!hardware.hyphens(start, end)) {
                addresses.ipv4Range(start, end);
            }
        } else if (!hash(start, end) && !hardware.hyphens(start, end) && !inPath) {
            domains.read(start, end);
        }
    }

    /** Whether the piece is a hash, or the name of a file that is one: {@code 0123….exe}. */
    private boolean hash(int start, int end) {
        if (end - start < MD5) {
            return false;
        }
        int dot = indexOf('.', start, end);
        IocType type = Tokens.hash(text, start, dot);
        if (type == null || (dot < end && DomainNames.hasTopLevel(text.substring(start, end)))) {
            return false;
        }
        hash(type, start, dot);
        return true;
    }

    /** What looks like MD5 may be the hash of something that many files share, or no hash at all. */
    private void hash(IocType type, int start, int end) {
        HashLabel label = labels.hashLabel(start);
        boolean isShort = type == IocType.MD5;
        IocType labelled = label == HashLabel.JA3 ? IocType.JA3 : label == HashLabel.IMPHASH ? IocType.IMPHASH : null;
        boolean known = label == HashLabel.NONE || (isShort && labelled != null);
        if (known && !(isShort && isPair(start, end))) {
            String value = text.substring(start, end).toLowerCase(Locale.ROOT);
            sightings.add(orElse(labelled, type), value, new Place(start, end));
        }
    }

    private static IocType orElse(@Nullable IocType labelled, IocType type) {
        return labelled == null ? type : labelled;
    }

    /** Two of the length joined by a colon: the hashes of a Windows password. */
    private boolean isPair(int start, int end) {
        boolean before = start > MD5 && text.charAt(start - 1) == ':' && Ascii.allHex(text, start - 1 - MD5, start - 1);
        boolean behind =
                end + MD5 < text.length() && text.charAt(end) == ':' && Ascii.allHex(text, end + 1, end + 1 + MD5);
        return before || behind;
    }

    private boolean isNumeric(int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isDigit(text.charAt(i)) && NEVER_OUTSIDE.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private int pieceEnd(int from, int to) {
        int end = from;
        while (end < to && PIECE_ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int trimmedStart(int from, int to) {
        int start = from;
        while (start < to && NEVER_OUTSIDE.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start;
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
