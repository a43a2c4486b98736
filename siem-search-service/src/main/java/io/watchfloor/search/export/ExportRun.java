package io.watchfloor.search.export;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.Document;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.EventTime;
import io.watchfloor.search.store.StoreQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One export, going back through time; holds one chunk of events. Used by one thread at a time. */
final class ExportRun {
    private static final int CHUNK = 500;

    private final StoreQuery query;
    private final long most;
    private List<Event> chunk = List.of();
    private long exported;
    private @Nullable UUID last;
    private boolean exhausted;
    private boolean cut;
    private boolean stopped;

    /** @param most events that are exported */
    ExportRun(StoreQuery query, long most) {
        this.query = query;
        this.most = most;
    }

    StoreQuery next() {
        return query.before(last, CHUNK);
    }

    ExportRun take(Candidates candidates) {
        List<Event> matching = new ArrayList<>();
        for (Candidates.Item item : candidates.items()) {
            if (query.compiled().matches(Document.of(item.event().fields()))) {
                matching.add(item.event());
            }
        }
        long room = most - exported;
        cut = matching.size() > room;
        chunk = cut ? matching.subList(0, (int) room) : matching;
        exported += chunk.size();
        exhausted = !candidates.more();
        last = candidates.oldest() == null ? last : candidates.oldest();
        return this;
    }

    /** The time is over. */
    ExportRun stopped() {
        chunk = List.of();
        stopped = true;
        return this;
    }

    /** What the chunk that was taken last brought. */
    List<Event> chunk() {
        return chunk;
    }

    boolean unfinished() {
        return !exhausted && !cut && !stopped && !query.stop().isStopped();
    }

    ExportEnd end() {
        if (exhausted && !cut) {
            return new ExportEnd(true, exported, null, null);
        }
        UUID reached = cut && !chunk.isEmpty() ? UUID.fromString(chunk.getLast().id()) : last;
        Instant back = reached == null ? query.range().to() : EventTime.of(reached);
        return new ExportEnd(false, exported, back, cut ? "count" : "time");
    }
}
