package io.watchfloor.search.export;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.Document;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.StoreQuery;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of a tail that were stored between two marks: the last ones, and how many there are before them. Used by one thread at a time. */
final class TailBatch {
    private static final int CHUNK = 1_000;

    /**
     * Order of storing: by the time of ingest, since partitions have no order among them.
     *
     * @param ingested as the event has it
     */
    record Place(String ingested, int partition, long offset) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparing(Place::ingested)
                .thenComparingInt(Place::partition)
                .thenComparingLong(Place::offset);

        static Place of(Event event) {
            String sequence = String.valueOf(event.text(Event.SEQUENCE));
            int colon = sequence.indexOf(':');
            return new Place(
                    String.valueOf(event.value(Event.INGESTED)),
                    Integer.parseInt(sequence, 0, colon, 10),
                    Long.parseLong(sequence, colon + 1, sequence.length(), 10));
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private final StoreQuery query;
    private final TailConfig limits;
    private final FieldRights rights;
    private final TreeMap<Place, Candidates.Item> events = new TreeMap<>();
    private @Nullable UUID last;
    private long bytes;
    private long dropped;
    private boolean more = true;

    /** @param rights of whoever follows */
    TailBatch(StoreQuery query, TailConfig limits, FieldRights rights) {
        this.query = query;
        this.limits = limits;
        this.rights = rights;
    }

    StoreQuery next() {
        return query.before(last, CHUNK);
    }

    TailBatch take(Candidates candidates) {
        for (Candidates.Item item : candidates.items()) {
            if (query.compiled().matches(Document.of(item.event().fields()))) {
                add(item);
            }
        }
        last = candidates.oldest() == null ? last : candidates.oldest();
        more = candidates.more();
        return this;
    }

    private void add(Candidates.Item item) {
        events.put(Place.of(item.event()), Candidates.Item.of(rights.shown(item.event()), item.bytes()));
        bytes += item.bytes();
        while (events.size() > limits.maxBatch() || (bytes > limits.batchBytes() && events.size() > 1)) {
            bytes -= events.pollFirstEntry().getValue().bytes();
            dropped++;
        }
    }

    boolean unfinished() {
        return more;
    }

    /** In the order of storing, as they are shown. */
    NavigableMap<Place, Candidates.Item> events() {
        return events;
    }

    /** How many were stored before them and are left out. */
    long dropped() {
        return dropped;
    }
}
