package io.watchfloor.blocks;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Texts that are stored as what they stand for and spelled when they are asked for. */
abstract class SpelledValues implements Values {

    /** The most bytes of a text. */
    abstract int longest();

    /** Writes the ASCII text at the beginning of {@code into}, an array of {@link #longest} bytes: its length. */
    abstract int spell(int index, byte[] into);

    /** Which values pass, told without spelling them; null when they must be. */
    abstract @Nullable IntPredicate unspelled(Probe probe);

    @Override
    public final String value(int index) {
        byte[] text = new byte[longest()];
        return text(text, spell(index, text));
    }

    @Override
    public final void tell(int index, FieldSink sink) {
        byte[] text = new byte[longest()];
        sink.text(text, 0, spell(index, text));
    }

    @Override
    public final int length(int index) {
        return longest();
    }

    @Override
    public final boolean test(Probe probe, boolean[] passed) {
        if (probe.passesTexts()) {
            return Probe.all(passed);
        }
        IntPredicate unspelled = unspelled(probe);
        return unspelled == null ? testTexts(probe, passed) : test(unspelled, passed);
    }

    private static boolean test(IntPredicate passes, boolean[] passed) {
        boolean found = false;
        for (int i = 0; i < passed.length; i++) {
            passed[i] = passes.test(i);
            found |= passed[i];
        }
        return found;
    }

    private boolean testTexts(Probe probe, boolean[] passed) {
        boolean found = false;
        byte[] text = new byte[longest()];
        for (int i = 0; i < passed.length; i++) {
            int length = spell(i, text);
            passed[i] = !probe.skips(text, 0, length) && probe.text(text(text, length));
            found |= passed[i];
        }
        return found;
    }

    private static String text(byte[] text, int length) {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
