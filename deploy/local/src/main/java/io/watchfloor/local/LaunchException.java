package io.watchfloor.local;

/** Something could not be started, stopped or found. The message is for the person at the terminal: what happened, then what to do about it. */
public final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened and what to do, whole sentences
     */
    public LaunchException(String message) {
        super(message);
    }

    /**
     * @param message what happened and what to do, whole sentences
     * @param cause the failure behind it
     */
    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
