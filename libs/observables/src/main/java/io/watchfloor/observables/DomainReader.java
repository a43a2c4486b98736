package io.watchfloor.observables;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.watchfloor.observables.Sightings.Place;

/**
 * Reads names of domains and tells them from names of files, fields, programs and malware, by the name itself and by what
 * stands around it.
 */
final class DomainReader {
    private static final int LONGEST = 253;

    private final String text;
    private final Sightings sightings;
    private final Remembered<JudgedName> names;
    private final Remembered<Boolean> topLevels = new Remembered<>(DomainNames::mayBeTopLevel);

    DomainReader(String text, Sightings sightings, Remembered<JudgedName> names) {
        this.text = text;
        this.sightings = sightings;
        this.names = names;
    }

    /** Whether the piece is a domain. */
    @CanIgnoreReturnValue
    boolean read(int start, int end) {
        if (end - start < 4 || end - start > LONGEST || !endsInTopLevel(start, end) || isPartOfPath(start)) {
            return false;
        }
        JudgedName judged = names.of(text.substring(start, end));
        Place place = new Place(start, end);
        if (!judged.registrable() || DomainNames.isReverse(judged.name())) {
            return false;
        }
        if (!sightings.isDefanged(place) && (judged.other() || isCode(start, end, judged.name()))) {
            return false;
        }
        sightings.add(IocType.DOMAIN, judged.name(), place);
        return true;
    }

    /** The last label decides quickly about nearly everything that is no name. */
    private boolean endsInTopLevel(int start, int end) {
        int label = end;
        while (label > start && text.charAt(label - 1) != '.') {
            label--;
        }
        return label > start + 1 && topLevels.of(text.substring(label, end));
    }

    /** Behind one slash, a backslash (also of an escape) or a percent sign; two slashes begin an authority. */
    private boolean isPartOfPath(int start) {
        if (start == 0) {
            return false;
        }
        char before = text.charAt(start - 1);
        boolean escaped = start > 1 && "nrt".indexOf(before) >= 0 && text.charAt(start - 2) == '\\';
        boolean path = before == '/' && !text.startsWith("//", start - 2);
        return path
                || escaped && !isLineEnd(start)
                || before == '\\' && !isHostOfShare(start)
                || before == '%'
                || before == '$';
    }

    /** Escaped line ends of JSON: {@code \r\n}. */
    private boolean isLineEnd(int start) {
        return text.startsWith("\\r\\n", start - 4) || text.startsWith("\\n\\n", start - 4);
    }

    private boolean isHostOfShare(int start) {
        return text.startsWith("\\\\", start - 2) && (start == 2 || !CharClass.isToken(text.charAt(start - 3)));
    }

    /** {@code user.name=…}, {@code "user.name":…}, {@code this.app(…}; widely used domains may stand there. */
    private boolean isCode(int start, int end, String name) {
        if (end == text.length()) {
            return false;
        }
        char next = text.charAt(end);
        if (next == '(') {
            return text.startsWith("()", end) || !DomainNames.isUnderCommonTopLevel(name);
        }
        boolean quotedKey = start > 0 && text.charAt(start - 1) == '"' && isKeyEnd(end);
        return (quotedKey || next == '=') && !DomainNames.isUnderCommonTopLevel(name);
    }

    private boolean isKeyEnd(int end) {
        return text.startsWith("\":", end) || text.startsWith("\" :", end);
    }
}
