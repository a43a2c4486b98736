package io.watchfloor.observables;

/**
 * Classes of characters as bits, by one look-up each. A token is a run of the characters of names, addresses and ids:
 * all with a class.
 */
final class CharClass {
    static final int NONE = 0;
    static final int LETTER = 1;
    static final int DIGIT = 2;
    static final int DOT = 4;
    static final int COLON = 8;
    static final int AT = 16;
    /** {@code - _ + %} */
    static final int SIGN = 32;
    /** A letter or digit beyond ASCII. */
    static final int WIDE = 64;

    private static final int ASCII = 128;
    private static final byte[] CLASSES = classes();

    private CharClass() {}

    static int of(char c) {
        return c < ASCII ? CLASSES[c] : wide(c);
    }

    static boolean isToken(char c) {
        return of(c) != NONE;
    }

    /** A letter or digit of any script. */
    static boolean isAlphanumeric(char c) {
        return (of(c) & (LETTER | DIGIT | WIDE)) != 0;
    }

    static boolean isSpace(char c) {
        return c <= ' ' || (c >= ASCII && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }

    /** Marks belong to the letters of many scripts. */
    private static int wide(char c) {
        int type = Character.getType(c);
        boolean belongs = Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
        return belongs ? WIDE : NONE;
    }

    private static byte[] classes() {
        byte[] classes = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            classes[c] = (byte) (Ascii.isLetter(c) ? LETTER : Ascii.isDigit(c) ? DIGIT : NONE);
        }
        classes['.'] = DOT;
        classes[':'] = COLON;
        classes['@'] = AT;
        for (char sign : new char[] {'-', '_', '+', '%'}) {
            classes[sign] = SIGN;
        }
        return classes;
    }
}
