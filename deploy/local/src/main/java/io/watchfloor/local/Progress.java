package io.watchfloor.local;

import java.time.Duration;

/** Told what happens while the stack starts and stops; calls may come from several threads. */
public interface Progress {

    /** What a part of the stack does. */
    enum State {
        STARTING,
        READY,
        STOPPED,
        FAILED
    }

    /**
     * A part changed its state.
     *
     * @param part its short name
     * @param state what it does now
     * @param elapsed how long it took to get there; zero for STARTING
     */
    void part(String part, State state, Duration elapsed);

    /** Something a person should know, one sentence. */
    void notice(String text);

    /** Says nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void part(String part, State state, Duration elapsed) {}

            @Override
            public void notice(String text) {}
        };
    }
}
