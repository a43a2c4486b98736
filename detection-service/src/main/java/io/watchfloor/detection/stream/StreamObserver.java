package io.watchfloor.detection.stream;

import io.watchfloor.detection.rule.ActiveRule;
import java.time.Instant;

/** Told what the stream does with each event. */
interface StreamObserver {
    /** Nobody. */
    StreamObserver NONE = new StreamObserver() {
        @Override
        public long revision() {
            return 0;
        }

        @Override
        public void looksAt(byte[] event, long nowMs) {}

        @Override
        public void evaluated(int partition, long offset, long revision) {}

        @Override
        public void canary(ActiveRule rule, Instant sent) {}

        @Override
        public void forget(int partition) {}
    };

    /** The revision of the rules that are asked now. */
    long revision();

    /** An event as it came, after its rules were asked; fails when it is none. */
    void looksAt(byte[] event, long nowMs);

    /** The rules of this revision were asked about the event at this place, and what fired was handed on. */
    void evaluated(int partition, long offset, long revision);

    /** The rule fired for a canary of this time. */
    void canary(ActiveRule rule, Instant sent);

    /** The partition goes elsewhere, or is read again from its last commit. */
    void forget(int partition);
}
