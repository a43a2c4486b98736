package io.watchfloor.search.rerank;

import java.util.Locale;

/** Why the order of the own model was kept. */
enum RerankFailure {
    /** All calls that may be open at once were. */
    BUSY,
    /** No answer in time. */
    TIMEOUT,
    /** No connection, or it broke off. */
    UNREACHABLE,
    /** Another status than 200. */
    STATUS,
    /** A larger answer than configured. */
    TOO_LARGE,
    /** An answer that is not as asked for. */
    INVALID_ANSWER;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The failure of a call, without a trace of where. */
    static final class EndpointException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RerankFailure failure;

        EndpointException(RerankFailure failure) {
            super(failure.wireName(), null, false, false);
            this.failure = failure;
        }

        RerankFailure failure() {
            return failure;
        }
    }
}
