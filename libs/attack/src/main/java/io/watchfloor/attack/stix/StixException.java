package io.watchfloor.attack.stix;

/** What was given is no bundle of ATT&amp;CK Enterprise; the message says what is wrong and where. */
public final class StixException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StixException(String message) {
        super(message);
    }

    StixException(String message, Throwable cause) {
        super(message, cause);
    }
}
