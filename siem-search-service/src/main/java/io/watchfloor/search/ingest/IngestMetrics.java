package io.watchfloor.search.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.watchfloor.contracts.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts what came in and whatever was refused, cut, dropped or put aside. */
@ApplicationScoped
class IngestMetrics {
    private static final String UNMAPPED = "unmapped.";

    private final MeterRegistry registry;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param via http, tcp or udp */
    void accepted(String via, List<Event> events) {
        for (Event event : events) {
            registry.counter("watchfloor.ingest.events", "via", via, "source", source(event))
                    .increment();
            if (event.value("error.message") != null && "pipeline_error".equals(event.value("event.kind"))) {
                registry.counter("watchfloor.ingest.unparsed", "source", source(event))
                        .increment();
            }
            event.fields().keySet().stream()
                    .filter(field -> field.startsWith(UNMAPPED))
                    .forEach(this::unmapped);
        }
    }

    /** @param reason why a log was refused, as its error code says */
    void rejected(String reason) {
        registry.counter("watchfloor.ingest.rejected", "reason", reason).increment();
    }

    /** Messages that were longer than the limit or broke off, and the bytes they lost. */
    void cut(String via, long messages, long bytes) {
        registry.counter("watchfloor.syslog.cut.messages", "via", via).increment(messages);
        registry.counter("watchfloor.syslog.cut.bytes", "via", via).increment(bytes);
    }

    /** @param reason why messages or connections were turned away */
    void dropped(String via, String reason) {
        registry.counter("watchfloor.syslog.dropped", "via", via, "reason", reason)
                .increment();
    }

    private void unmapped(String field) {
        registry.counter("watchfloor.ingest.unmapped", "field", field.substring(UNMAPPED.length()))
                .increment();
    }

    private static String source(Event event) {
        return String.valueOf(event.value(Event.SOURCE));
    }
}
