package io.watchfloor.search.hunt;

/** The claim is over: what was done under it does not count. */
final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FencedException() {
        super("the run was too slow and another one has the hunt, or its schedule was taken away");
    }
}
