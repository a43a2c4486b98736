package io.watchfloor.search.store;

/** Reading ended before its end because a {@link StopSignal} said so. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("the reading was stopped");
    }
}
