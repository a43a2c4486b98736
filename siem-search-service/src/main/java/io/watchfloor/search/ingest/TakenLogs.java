package io.watchfloor.search.ingest;

import io.watchfloor.contracts.Event;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The logs of one request in their order: events on their way to Kafka, and what could not be read with the reason. */
final class TakenLogs {
    private static final int NAMED_ERRORS = 100;

    private final int maxItems;
    private final IngestMetrics metrics;
    private final List<IngestResult.Item> items = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();

    /** @param maxItems logs, readable or not; more are refused */
    TakenLogs(int maxItems, IngestMetrics metrics) {
        this.maxItems = maxItems;
        this.metrics = metrics;
    }

    void take(Event event) {
        ProducerRecord<String, byte[]> message = EventPublisher.message(event);
        if (message.value().length > EventPublisher.MAX_EVENT_BYTES) {
            reject("too_large", "The log is too large once parsed");
            return;
        }
        add(new IngestResult.Item(items.size(), IngestResult.Status.ACCEPTED, event.id(), null));
        events.add(event);
        records.add(message);
    }

    /** @param code machine-readable */
    void reject(String code, String message) {
        metrics.rejected(code);
        add(new IngestResult.Item(
                items.size(), IngestResult.Status.REJECTED, null, new IngestResult.Reason(code, message)));
    }

    /** @throws ProblemException naming the first reasons, if there is no event */
    void requireSome() {
        if (!events.isEmpty()) {
            return;
        }
        if (items.isEmpty()) {
            throw ProblemException.invalid("", "empty", "The body holds no log: it is empty, or header lines alone");
        }
        ProblemException problem =
                new ProblemException(CommonProblem.INVALID_REQUEST, "No log of the body can be read");
        items.stream().limit(NAMED_ERRORS).forEach(item -> {
            if (item.error() != null) {
                problem.at("/" + item.index(), item.error().code(), item.error().message());
            }
        });
        throw problem;
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    List<ProducerRecord<String, byte[]>> records() {
        return List.copyOf(records);
    }

    IngestResult result() {
        return IngestResult.of(items);
    }

    private void add(IngestResult.Item item) {
        if (items.size() >= maxItems) {
            throw tooMany(maxItems);
        }
        items.add(item);
    }

    static ProblemException tooMany(int maxItems) {
        return new ProblemException(
                CommonProblem.TOO_LARGE, "A request holds at most " + maxItems + " logs; send the rest in another");
    }
}
