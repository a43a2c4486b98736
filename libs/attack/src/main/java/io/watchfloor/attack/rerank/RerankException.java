package io.watchfloor.attack.rerank;

/** An answer that is not used; the message says why, and holds nothing of the answer but ids. */
public final class RerankException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RerankException(String message) {
        super(message);
    }
}
