package io.watchfloor.detection.stream;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What the stream did and what it had to give up, as metrics {@code watchfloor_stream_*}. */
@ApplicationScoped
public class StreamCounters {
    private final MeterRegistry registry;

    StreamCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Kind kind) {
        count(kind, 1);
    }

    void count(Kind kind, long amount) {
        registry.counter("watchfloor.stream." + kind.metric).increment(amount);
    }

    /** What is counted. */
    enum Kind {
        EVENTS("events"),
        /** Sent to the dead-letter topic. */
        POISON("poison"),
        /** Hits of a frequency rule that lack a field of its group. */
        UNGROUPED("ungrouped"),
        /** Messages sent. */
        MATCHES("matches"),
        /** Hits that came a second time, by another message. */
        DUPLICATES("duplicates"),
        /** Hits and follow-ups forgotten because their group had too many. */
        EVICTED("evicted"),
        /** Groups forgotten because nothing more may arrive. */
        EXPIRED("expired");

        private final String metric;

        Kind(String metric) {
            this.metric = metric;
        }
    }
}
