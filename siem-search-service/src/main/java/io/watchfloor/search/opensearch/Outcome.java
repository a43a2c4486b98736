package io.watchfloor.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of a document that was to be created. */
enum Outcome {
    /** It is there: now, or it was before. */
    STORED,
    /** OpenSearch has no room or no shard for it now. */
    NOT_NOW,
    /** OpenSearch will never take this document. */
    REFUSED;

    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;
    /** What is refused with 400 though the document is not to blame: too many shards are open. */
    private static final String LIMIT = "validation_exception";

    static Outcome of(JsonNode item) {
        int status = item.path("status").asInt();
        if (status == CREATED || status == CONFLICT) {
            return STORED;
        }
        boolean blamed = status == BAD_REQUEST
                && !item.path("error").path("type").asText().equals(LIMIT);
        return blamed ? REFUSED : NOT_NOW;
    }
}
