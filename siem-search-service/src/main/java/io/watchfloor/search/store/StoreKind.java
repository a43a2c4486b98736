package io.watchfloor.search.store;

/** How events are kept. */
public enum StoreKind {
    /** Compressed columns of many events, in PostgreSQL. */
    BLOCKS,
    /** Documents of OpenSearch. */
    OPENSEARCH
}
