package io.watchfloor.rules.correlation;

/** A correlation cannot be: its message, a sentence for the rule's author, says why. */
public final class InvalidCorrelationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidCorrelationException(String message) {
        super(message);
    }
}
