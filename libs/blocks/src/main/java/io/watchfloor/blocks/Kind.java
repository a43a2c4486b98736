package io.watchfloor.blocks;

import org.jspecify.annotations.Nullable;

/** How the values of a column are written. */
public enum Kind {
    /** Any texts. */
    TEXT(0, null),
    /** Whole numbers of 64 bits. */
    LONG(1, null),
    /** Texts that spell whole numbers as {@link Long#toString} does. */
    DECIMAL(2, "-0123456789"),
    /** Texts that spell times as {@code yyyy-MM-ddTHH:mm:ss.SSSZ}. */
    TIME(3, "0123456789-:.tz"),
    /** The same, as the distance from the time of the row. */
    LAG(4, "0123456789-:.tz"),
    /** Texts that spell IPv4 addresses in the usual form. */
    IP4(5, "0123456789."),
    /** Texts of hexadecimal digits, in one case and of one length. */
    HEX(6, "0123456789abcdef"),
    /** Texts that spell UUIDs in lower case. */
    UUID(7, "0123456789abcdef-"),
    /** UUIDs that begin with the time of the row: ids of events. */
    ID(8, "0123456789abcdef-"),
    /** Lists of texts, and texts alone beside them. */
    LIST(9, null),
    /** Anything else: each value says what it is. */
    VALUE(10, null);

    private static final Kind[] BY_CODE = values();

    private final int code;
    private final @Nullable String characters;

    Kind(int code, @Nullable String characters) {
        this.code = code;
        this.characters = characters;
    }

    int code() {
        return code;
    }

    static @Nullable Kind of(int code) {
        return code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Whether some text of a column of this kind may hold the characters, folded to lower case. */
    boolean mayHold(byte[] folded) {
        if (characters == null) {
            return true;
        }
        for (byte one : folded) {
            if (characters.indexOf(one) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the values stand beside the times of their rows, without which they cannot be read. */
    boolean needsTimes() {
        return this == LAG || this == ID;
    }
}
