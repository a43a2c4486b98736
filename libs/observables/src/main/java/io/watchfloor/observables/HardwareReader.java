package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import io.watchfloor.observables.Sightings.Place;

/** Reads hardware addresses: six pairs joined by colons or hyphens, three groups of four joined by dots. */
final class HardwareReader {
    private static final int LENGTH = 17;
    private static final int DOTTED = 14;
    /** As a packet filter of Linux logs a frame: receiver, sender, and the kind of what it carries. */
    private static final int FRAME = 14 * 3 - 1;

    private static final String NOBODY = "00:00:00:00:00:00";

    private final String text;
    private final Sightings sightings;

    HardwareReader(String text, Sightings sightings) {
        this.text = text;
        this.sightings = sightings;
    }

    /** Whether the token ends in an address in pairs with colons, perhaps with a label and a colon before it. */
    boolean colons(int start, int end) {
        int to = end > start && text.charAt(end - 1) == ':' ? end - 1 : end;
        if (to - start == FRAME && arePairs(start, to, ':')) {
            add(start, start + LENGTH);
            add(start + LENGTH + 1, start + 2 * LENGTH + 1);
            return true;
        }
        int from = to - LENGTH;
        if (from < start || !arePairs(from, to, ':') || !begins(start, from)) {
            return false;
        }
        add(from, to);
        return true;
    }

    /** {@code mac:00:1a:…}, but no longer chain of hexadecimal groups. */
    private boolean begins(int start, int from) {
        if (from == start) {
            return true;
        }
        int label = from - 1;
        while (label > start && text.charAt(label - 1) != ':') {
            label--;
        }
        return text.charAt(from - 1) == ':' && !Ascii.allHex(text, label, from - 1);
    }

    /** Whether the piece is an address in pairs with hyphens or in groups with dots. */
    boolean hyphens(int start, int end) {
        int length = end - start;
        boolean found = length == LENGTH ? arePairs(start, end, '-') : length == DOTTED && areGroups(start, end);
        if (found) {
            add(start, end);
        }
        return found;
    }

    private boolean arePairs(int from, int to, char separator) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean fits = (i - from) % 3 == 2 ? c == separator : Ascii.isHex(c);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** With a letter: only digits are more often the number of something. */
    private boolean areGroups(int from, int to) {
        boolean letter = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean fits = (i - from) % 5 == 4 ? c == '.' : Ascii.isHex(c);
            if (!fits) {
                return false;
            }
            letter |= Ascii.isLetter(c);
        }
        return letter;
    }

    private void add(int from, int to) {
        StringBuilder value = new StringBuilder(LENGTH);
        for (int i = from; i < to; i++) {
            if (!Ascii.isHex(text.charAt(i))) {
                continue;
            }
            if (value.length() % 3 == 2) {
                value.append(':');
            }
            value.append(text.charAt(i));
        }
        String address = value.toString().toLowerCase(ROOT);
        if (!address.equals(NOBODY)) {
            sightings.add(IocType.MAC, address, new Place(from, to));
        }
    }
}
