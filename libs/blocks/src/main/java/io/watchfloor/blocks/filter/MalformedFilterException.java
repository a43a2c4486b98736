package io.watchfloor.blocks.filter;

/** Stored bytes are no filter of this format, or not of the shape that is said. */
public final class MalformedFilterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedFilterException(String message) {
        super(message);
    }

    static void check(boolean holds, String message) {
        if (!holds) {
            throw new MalformedFilterException(message);
        }
    }
}
