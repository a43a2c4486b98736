package io.watchfloor.blocks;

import java.nio.charset.StandardCharsets;

/** Texts that are stored as what they stand for and spelled when they are asked for. */
abstract class SpelledValues implements Values {

    /** The most bytes of a text. */
    abstract int longest();

    /** Writes the ASCII text at the beginning of {@code into}, an array of {@link #longest} bytes: its length. */
    abstract int spell(int index, byte[] into);

    /** Whether the value is the one before, so that it need not be asked again. */
    boolean isAsBefore(int index) {
        return false;
    }

    @Override
    public final String value(int index) {
        byte[] text = new byte[longest()];
        return text(text, spell(index, text));
    }

    @Override
    public final boolean test(Probe probe, boolean[] passed) {
        if (probe.passesTexts()) {
            return Probe.all(passed);
        }
        boolean found = false;
        byte[] text = new byte[longest()];
        for (int i = 0; i < passed.length; i++) {
            if (i > 0 && isAsBefore(i)) {
                passed[i] = passed[i - 1];
            } else {
                int length = spell(i, text);
                passed[i] = !probe.skips(text, 0, length) && probe.text(text(text, length));
            }
            found |= passed[i];
        }
        return found;
    }

    private static String text(byte[] text, int length) {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
