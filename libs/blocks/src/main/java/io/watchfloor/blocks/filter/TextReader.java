package io.watchfloor.blocks.filter;

import io.watchfloor.query.Fold;
import io.watchfloor.query.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Reads the tokens and 4-grams of one text after the other, each byte twice at most, and allocates only the text's bytes. */
final class TextReader {

    private static final int TOKEN = 1;
    private static final int OTHER = 2;
    private static final int NOT_IPV4 = 4;
    private static final int COLON = 8;
    private static final int SEPARATOR = 16;
    private static final int LONGEST_WHOLE = 64;
    private static final int TELLING = 10;
    private static final String FIXED = "0123456789abcdefx.:+-{}";
    private static final byte[] FOLDED = new byte[128];
    private static final byte[] KIND = new byte[128];

    static {
        for (int c = 0; c < 128; c++) {
            int folded = Fold.fold(c);
            int kind = Tokens.isPart(c) ? TOKEN : SEPARATOR;
            kind |= FIXED.indexOf(folded) < 0 ? OTHER : 0;
            kind |= c == ':' ? COLON : 0;
            kind |= (c >= '0' && c <= '9') || c == '.' ? 0 : NOT_IPV4;
            FOLDED[c] = (byte) folded;
            KIND[c] = (byte) kind;
        }
    }

    private final BlockTokens into;
    private final Dotted dotted = new Dotted();
    private byte[] buffer = new byte[1_024];
    private int kinds;
    private boolean telling;
    private byte[] text = {};
    private int textLength;

    TextReader(BlockTokens into) {
        this.into = into;
    }

    /** Whether all of {@code folded} is of the alphabet of hexadecimal ids, addresses and numbers, of which no grams are kept. */
    static boolean isFixed(String folded) {
        return folded.chars().allMatch(c -> FIXED.indexOf(c) >= 0);
    }

    /** The hash of a folded text as a whole, if it is kept. */
    static OptionalLong whole(String folded) {
        byte[] bytes = folded.getBytes(StandardCharsets.UTF_8);
        boolean kept = bytes.length > 0
                && bytes.length <= LONGEST_WHOLE
                && Tokens.end(folded, 0) < folded.length()
                && Tokens.of(folded).stream().noneMatch(TextReader::isTelling);
        return kept ? OptionalLong.of(TokenHash.whole(bytes, bytes.length)) : OptionalLong.empty();
    }

    private static boolean isTelling(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        return isTelling(bytes, 0, bytes.length);
    }

    /** Adds the words and, at once, the grams of {@code text}. */
    void read(String text) {
        dotted.begin();
        telling = false;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // As many bytes as characters: all are ASCII, or half of a surrogate pair, which has no UTF-8 and became '?'.
        if (bytes.length == text.length()) {
            readAscii(bytes);
        } else {
            readUnicode(text);
        }
    }

    /** Whether the text read last may be an IP address, and is worth a look. */
    boolean mayBeAddress() {
        return (kinds & NOT_IPV4) == 0 || (kinds & COLON) != 0;
    }

    /** Adds the text read last as a whole, if such are kept. */
    void addWhole() {
        if (textLength > 0 && textLength <= LONGEST_WHOLE && (kinds & SEPARATOR) != 0 && !telling) {
            into.addToken(TokenHash.whole(text, textLength));
        }
    }

    private void readAscii(byte[] bytes) {
        int seen = 0;
        long hash = TokenHash.BASIS;
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            int kind = KIND[bytes[i]];
            byte folded = FOLDED[bytes[i]];
            bytes[i] = folded;
            seen |= kind;
            if ((kind & TOKEN) != 0) {
                hash = (hash ^ folded) * TokenHash.PRIME;
            } else {
                endToken(bytes, start, i, hash);
                start = i + 1;
                hash = TokenHash.BASIS;
            }
        }
        endToken(bytes, start, bytes.length, hash);
        kinds = seen;
        endText(bytes, bytes.length);
    }

    private void readUnicode(String text) {
        if (buffer.length < text.length() * 3L) {
            buffer = new byte[Math.toIntExact(text.length() * 3L)];
        }
        kinds = OTHER | NOT_IPV4 | (text.indexOf(':') >= 0 ? COLON : 0);
        int length = 0;
        int start = 0;
        long hash = TokenHash.BASIS;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int from = length;
            length = put(Fold.fold(codePoint), from);
            if (Tokens.isPart(codePoint)) {
                hash = hash(hash, from, length);
            } else {
                kinds |= SEPARATOR;
                endToken(buffer, start, from, hash);
                start = length;
                hash = TokenHash.BASIS;
            }
            i += Character.charCount(codePoint);
        }
        endToken(buffer, start, length, hash);
        endText(buffer, length);
    }

    private void endToken(byte[] bytes, int from, int to, long hash) {
        if (from == to) {
            return;
        }
        into.addToken(TokenHash.mix(hash));
        telling |= isTelling(bytes, from, to);
        if (dotted.token(bytes, from, to)) {
            into.addToken(TokenHash.dotted(dotted.four()));
        }
    }

    private void endText(byte[] bytes, int length) {
        text = bytes;
        textLength = length;
        if ((kinds & OTHER) != 0) {
            readGrams(bytes, length);
        }
    }

    /** A token that says as much as all of its text: mostly a part of an id. */
    private static boolean isTelling(byte[] bytes, int from, int to) {
        if (to - from < TELLING) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    private void readGrams(byte[] bytes, int length) {
        int gram = 0;
        for (int i = 0; i < length; i++) {
            gram = gram << 8 | (bytes[i] & 0xFF);
            if (i >= 3) {
                into.addGram(TokenHash.gram(gram));
            }
        }
    }

    private long hash(long state, int from, int to) {
        long hash = state;
        for (int i = from; i < to; i++) {
            hash = TokenHash.step(hash, buffer[i]);
        }
        return hash;
    }

    /** Writes the UTF-8 of a code point, '?' for half of a surrogate pair, and tells where it ends. */
    private int put(int codePoint, int from) {
        int at = from;
        if (codePoint < 0x80) {
            buffer[at++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            buffer[at++] = (byte) (0xC0 | codePoint >> 6);
            buffer[at++] = (byte) (0x80 | codePoint & 0x3F);
        } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            buffer[at++] = '?';
        } else if (codePoint < 0x10000) {
            buffer[at++] = (byte) (0xE0 | codePoint >> 12);
            buffer[at++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            buffer[at++] = (byte) (0x80 | codePoint & 0x3F);
        } else {
            buffer[at++] = (byte) (0xF0 | codePoint >> 18);
            buffer[at++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            buffer[at++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            buffer[at++] = (byte) (0x80 | codePoint & 0x3F);
        }
        return at;
    }
}
