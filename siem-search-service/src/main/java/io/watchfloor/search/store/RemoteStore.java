package io.watchfloor.search.store;

/** Events outside of PostgreSQL: makes the store where the configuration asks for it. */
public interface RemoteStore {
    /** The store. */
    EventStore open();
}
