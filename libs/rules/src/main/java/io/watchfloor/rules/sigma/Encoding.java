package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Predicate.Piece;
import io.watchfloor.rules.condition.Predicate.Piece.Literal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Values as they look encoded. Source: Sigma modifiers appendix 2.1.0, Encoding. Bytes that are no text are written as one character each,
 * U+0000 to U+00FF, so that {@code cmd|wide} is {@code c\0m\0d\0} even when no Base64 follows. Base64 takes those bytes, of other texts UTF-8.
 */
final class Encoding {
    private static final int[] SKIPPED = {0, 2, 3};
    private static final int[] CUT = {0, 3, 2};

    private Encoding() {}

    static SigmaText utf16le(SigmaText text) {
        return encoded(text, StandardCharsets.UTF_16LE);
    }

    static SigmaText utf16be(SigmaText text) {
        return encoded(text, StandardCharsets.UTF_16BE);
    }

    /** Little endian behind its byte order mark FF FE. */
    static SigmaText utf16(SigmaText text) {
        return new SigmaText(List.of(new Literal("\u00FF\u00FE")), true).then(utf16le(text));
    }

    static SigmaText base64(SigmaText text) {
        return SigmaText.literal(Base64.getEncoder().encodeToString(bytes(text)));
    }

    /**
     * How the value looks inside encoded data when it stands at a multiple of three bytes, one, or two bytes behind: the characters that its
     * neighbours do not change. The cut at the end depends on the number of bytes, not of characters.
     */
    static List<SigmaText> base64Offsets(SigmaText text) {
        byte[] bytes = bytes(text);
        List<SigmaText> offsets = new ArrayList<>();
        for (int offset = 0; offset < SKIPPED.length; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String encoded = Base64.getEncoder().encodeToString(shifted);
            int end = encoded.length() - CUT[shifted.length % 3];
            offsets.add(SigmaText.literal(encoded.substring(Math.min(SKIPPED[offset], end), end)));
        }
        return offsets;
    }

    private static byte[] bytes(SigmaText text) {
        return text.plain().getBytes(text.bytes() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static SigmaText encoded(SigmaText text, Charset charset) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : text.pieces()) {
            pieces.add(
                    piece instanceof Literal(String literal)
                            ? new Literal(oneCharEach(literal.getBytes(charset)))
                            : piece);
        }
        return new SigmaText(pieces, true);
    }

    private static String oneCharEach(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
