package io.watchfloor.search.store;

/**
 * What a search begins with.
 *
 * @param upTo what was stored
 * @param candidates the first chunk of it
 */
public record Snapshot(HighWater upTo, Candidates candidates) {}
