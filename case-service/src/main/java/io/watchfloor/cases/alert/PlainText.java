package io.watchfloor.cases.alert;

import org.jspecify.annotations.Nullable;

/** Text as the database takes it: without NUL characters, cut to a length. */
final class PlainText {
    static final int TITLE = 500;
    static final int DESCRIPTION = 20_000;
    static final int NAME = 255;
    static final int VALUE = 8_192;

    private PlainText() {}

    static String of(String text, int max) {
        String clean = text.replace("\0", "");
        if (clean.length() <= max) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(max - 1)) ? max - 1 : max;
        return clean.substring(0, end);
    }

    static @Nullable String orNull(@Nullable String text, int max) {
        return text == null ? null : of(text, max);
    }
}
