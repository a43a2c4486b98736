package io.watchfloor.search.store;

/** How events are kept. */
public enum StoreKind {
    /** One row an event. */
    ROWS,
    /** Compressed columns of many events. */
    BLOCKS
}
