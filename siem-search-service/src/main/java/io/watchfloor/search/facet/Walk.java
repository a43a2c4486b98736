package io.watchfloor.search.facet;

/** Something that is done chunk by chunk. Used by one thread at a time. */
public interface Walk {
    /** Whether there is more to do. */
    boolean unfinished();

    /** Does no more. */
    void stop();
}
