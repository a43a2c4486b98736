package io.watchfloor.search.store;

import io.watchfloor.contracts.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long an event is as JSON, as Jackson writes it in UTF-8 (surrogates as escapes), without writing it. */
final class JsonLength {
    private static final int BRACES = 2;
    private static final int QUOTES = 2;
    /** Behind a name or a value. */
    private static final int SEPARATOR = 1;

    private static final String SHORT_ESCAPES = "\b\t\n\f\r\"\\";
    private static final int ESCAPED = 2;
    private static final int ESCAPED_BY_CODE = 6;
    private static final byte[] ASCII = ascii();

    private JsonLength() {}

    private static byte[] ascii() {
        byte[] bytes = new byte[0x80];
        for (char sign = 0; sign < bytes.length; sign++) {
            int plain = sign < ' ' ? ESCAPED_BY_CODE : 1;
            bytes[sign] = (byte) (SHORT_ESCAPES.indexOf(sign) >= 0 ? ESCAPED : plain);
        }
        return bytes;
    }

    /** Bytes. */
    static int of(Event event) {
        int length = BRACES - SEPARATOR;
        for (Map.Entry<String, Object> field : event.fields().entrySet()) {
            length += of(field.getKey()) + SEPARATOR + of(field.getValue()) + SEPARATOR;
        }
        return length;
    }

    private static int of(@Nullable Object value) {
        return switch (value) {
            case String text -> of(text);
            case Iterable<?> values -> of(values);
            case null, default -> String.valueOf(value).length();
        };
    }

    private static int of(Iterable<?> values) {
        int length = BRACES;
        int separators = -SEPARATOR;
        for (Object value : values) {
            length += of(value);
            separators += SEPARATOR;
        }
        return length + Math.max(0, separators);
    }

    private static int of(String text) {
        int length = QUOTES;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            length += sign < 0x80 ? ASCII[sign] : sign < 0x800 ? 2 : Character.isSurrogate(sign) ? ESCAPED_BY_CODE : 3;
        }
        return length;
    }
}
