package io.watchfloor.detection.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.watchfloor.rules.correlation.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What the stream did and what it had to give up, as metrics {@code watchfloor_stream_*}. */
@ApplicationScoped
public class StreamCounters {
    private final Map<Kind, Counter> counters = new EnumMap<>(Kind.class);

    StreamCounters(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            counters.put(kind, registry.counter("watchfloor.stream." + kind.metric));
        }
    }

    void count(Kind kind) {
        count(kind, 1);
    }

    void count(Kind kind, long amount) {
        Objects.requireNonNull(counters.get(kind)).increment(amount);
    }

    void skipped(Reading.Reason reason) {
        switch (reason) {
            case NO_GROUP -> count(Kind.UNGROUPED);
            case NO_VALUE -> count(Kind.VALUELESS);
        }
    }

    /** What is counted. */
    enum Kind {
        EVENTS("events"),
        /** Sent to the dead-letter topic. */
        POISON("poison"),
        /** Hits of a frequency rule or a correlation that lack a field of its group. */
        UNGROUPED("ungrouped"),
        /** Messages sent. */
        MATCHES("matches"),
        /** Hits of a correlation that lack the field that it measures. */
        VALUELESS("valueless"),
        /** Hits of a correlation that came when their window had been judged. */
        LATE("late"),
        /** Hits that came a second time, by another message. */
        DUPLICATES("duplicates"),
        /** Hits and follow-ups forgotten because their group had too many. */
        EVICTED("evicted"),
        /** Groups forgotten because there were too many. */
        EVICTED_GROUPS("evicted.groups"),
        /** Groups forgotten because nothing more may arrive. */
        EXPIRED("expired");

        private final String metric;

        Kind(String metric) {
            this.metric = metric;
        }
    }
}
