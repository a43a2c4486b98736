package io.watchfloor.blocks;

/** What was read is not a block as {@code docs/block-format.md} has it: bits were lost, or it never was one. The message says what and where. */
public final class CorruptBlockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptBlockException(String what) {
        super(what);
    }

    CorruptBlockException(String what, Throwable cause) {
        super(what, cause);
    }
}
