package io.watchfloor.search.ingest;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A request to be known by an ingest key. */
final class IngestKeyAuthentication extends BaseAuthenticationRequest {
    private final IngestKeyText key;

    IngestKeyAuthentication(IngestKeyText key) {
        this.key = key;
    }

    IngestKeyText key() {
        return key;
    }
}
