package io.watchfloor.query;

/** A time range or duration that cannot be used; the message says why and what is accepted. */
public final class TimeRangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TimeRangeException(String message) {
        super(message);
    }
}
