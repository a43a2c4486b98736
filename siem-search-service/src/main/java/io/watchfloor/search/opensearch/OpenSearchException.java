package io.watchfloor.search.opensearch;

import java.io.IOException;

/** OpenSearch answered with an error. Passing, as every failure of input and output is: what was asked is asked again. */
final class OpenSearchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    OpenSearchException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
