package io.watchfloor.blocks;

import java.util.Map;

/** Is told an event, field by field in their order. */
public interface FieldSink {
    /**
     * Begins a field.
     *
     * @return whether its value is to follow; if not, the next field does
     */
    boolean field(String name);

    /** The value of the field: a text in UTF-8. The bytes are not to be kept or changed. */
    void text(byte[] utf8, int from, int length);

    /** The value of the field as an event has it; also a text that UTF-8 cannot spell. */
    void value(Object value);

    /** Takes all fields of a whole event. */
    default void event(Map<String, ?> fields) {
        fields.forEach((name, value) -> {
            if (field(name)) {
                value(value);
            }
        });
    }
}
