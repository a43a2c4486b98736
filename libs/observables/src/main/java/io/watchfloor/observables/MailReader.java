package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import io.watchfloor.observables.Sightings.Place;

/** Reads e-mail addresses: parts around a sign, of which the one behind is a name that somebody can register. */
final class MailReader {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_NAME = 253;
    private static final String NAME_ENDS = ":+%";

    private final String text;
    private final Sightings sightings;
    private final Remembered<JudgedName> names;

    MailReader(String text, Sightings sightings, Remembered<JudgedName> names) {
        this.text = text;
        this.sightings = sightings;
        this.names = names;
    }

    /**
     * Reads the address around the sign at {@code at} between {@code from} and {@code to}.
     *
     * @return behind its name, or -1 if it is none
     */
    int read(int from, int at, int to) {
        int end = nameEnd(at + 1, to);
        int local = apostrophe(localPartStart(from, at), end);
        if (local == at || at - local > LONGEST_LOCAL_PART || end - at > LONGEST_NAME || !isLocalPart(local, at)) {
            return -1;
        }
        if (text.indexOf('.', at + 1, end) < 0) {
            return -1;
        }
        JudgedName judged = names.of(text.substring(at + 1, end));
        if (!judged.registrable()) {
            return -1;
        }
        String name = judged.name();
        String value = text.substring(local, at).toLowerCase(ROOT) + '@' + name;
        sightings.add(IocType.EMAIL, value, new Place(local, end));
        if (sightings.wantsHostsOf(IocType.EMAIL)) {
            sightings.add(IocType.DOMAIN, name, new Place(at + 1, end));
        }
        return end;
    }

    /** Not before a colon, as of {@code mailto:}; goes one further than allowed to tell that it is too long. */
    private int localPartStart(int from, int at) {
        int local = at;
        while (local > from && at - local <= LONGEST_LOCAL_PART && text.charAt(local - 1) != ':') {
            local--;
        }
        while (local < at && "-.".indexOf(text.charAt(local)) >= 0 && local > from) {
            local++;
        }
        return local;
    }

    /** {@code o'brien@…}, but not a quote around the address. */
    private int apostrophe(int local, int end) {
        int quote = local - 1;
        boolean quoted = end < text.length() && text.charAt(end) == '\'';
        if (quoted || quote < 1 || text.charAt(quote) != '\'' || !Ascii.isLetter(text.charAt(quote - 1))) {
            return local;
        }
        int start = quote;
        while (start > 0 && local - start <= LONGEST_LOCAL_PART && isLocal(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isLocal(char c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c) || c == '.' || c == '-' || c == '_';
    }

    private boolean isLocalPart(int local, int at) {
        char last = text.charAt(at - 1);
        return text.charAt(local) != '.' && last != '.' && text.indexOf("..", local, at) < 0;
    }

    private int nameEnd(int from, int to) {
        int end = from;
        while (end < to && end - from <= LONGEST_NAME && NAME_ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > from && ".-_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }
}
