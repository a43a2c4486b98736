package io.watchfloor.cli;

/** A command cannot go on. The message is for the person at the terminal: what happened, then what to do about it. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what happened and what to do. */
    public CommandException(String message) {
        super(message);
    }

    /** With the failure behind it. */
    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
