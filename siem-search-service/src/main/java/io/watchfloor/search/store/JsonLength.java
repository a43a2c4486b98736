package io.watchfloor.search.store;

import io.watchfloor.blocks.FieldSink;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long an event is as JSON, as Jackson writes it, without writing it: texts that are UTF-8 as they are, surrogates of others as escapes.
 */
final class JsonLength implements FieldSink {
    private static final int BRACES = 2;
    private static final int QUOTES = 2;
    /** Behind a name or a value. */
    private static final int SEPARATOR = 1;

    private static final String SHORT_ESCAPES = "\b\t\n\f\r\"\\";
    private static final int ESCAPED = 2;
    private static final int ESCAPED_BY_CODE = 6;
    private static final byte[] ASCII = ascii();

    private int length = BRACES - SEPARATOR;

    private JsonLength() {}

    private static byte[] ascii() {
        byte[] bytes = new byte[0x80];
        for (char sign = 0; sign < bytes.length; sign++) {
            int plain = sign < ' ' ? ESCAPED_BY_CODE : 1;
            bytes[sign] = (byte) (SHORT_ESCAPES.indexOf(sign) >= 0 ? ESCAPED : plain);
        }
        return bytes;
    }

    /**
     * Bytes.
     *
     * @param event tells its fields
     */
    static int of(Consumer<FieldSink> event) {
        JsonLength length = new JsonLength();
        event.accept(length);
        return length.length;
    }

    @Override
    public boolean field(String name) {
        length += of(name) + SEPARATOR;
        return true;
    }

    @Override
    public void text(byte[] utf8, int from, int size) {
        int written = size + QUOTES + SEPARATOR;
        for (int i = from; i < from + size; i++) {
            written += utf8[i] < 0 ? 0 : ASCII[utf8[i]] - 1;
        }
        length += written;
    }

    @Override
    public void value(Object value) {
        length += of(value) + SEPARATOR;
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
