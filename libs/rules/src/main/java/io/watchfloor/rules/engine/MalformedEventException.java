package io.watchfloor.rules.engine;

/** The bytes are no JSON object. */
public final class MalformedEventException extends RuntimeException {
    private final int offset;

    MalformedEventException(String message, int offset) {
        super(message + " at byte " + offset);
        this.offset = offset;
    }

    /** Where, in the given array. */
    public int offset() {
        return offset;
    }
}
