package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.Event;
import io.watchfloor.detection.schedule.SearchClient;
import io.watchfloor.platform.identity.ServiceTokens;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryLimits;
import io.watchfloor.query.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Reads stored events in slices that fit into memory. The search service answers newest first; a slice is put in order here. */
@ApplicationScoped
public class StoredEvents {
    private static final Comparator<Stored> BY_TIME = Comparator.comparingLong(Stored::timeMs)
            .thenComparing(stored -> stored.event().id());
    private static final int MORE_AT_ONCE = 10;

    private final SearchClient client;
    private final ServiceTokens tokens;
    private final BacktestConfig config;

    StoredEvents(@RestClient SearchClient client, ServiceTokens tokens, BacktestConfig config) {
        this.client = client;
        this.tokens = tokens;
        this.config = config;
    }

    /** Whose events are read, by which query, and who may end it. */
    record Asked(TenantId tenant, String query, BooleanSupplier halted) {
        /** A query that is too long for the search service finds everything: the rule decides anyway. */
        static Asked of(TenantId tenant, Query query, BooleanSupplier halted) {
            String text = SearchClient.text(query);
            return new Asked(tenant, text.length() > QueryLimits.DEFAULT.maxLength() ? "*" : text, halted);
        }
    }

    private static final class Slice {
        private final List<Stored> events = new ArrayList<>();
        private long bytes;

        void add(List<Event> page) {
            for (Event event : page) {
                Stored stored = Stored.of(event);
                events.add(stored);
                bytes += stored.body().length;
            }
        }

        List<Stored> inOrder() {
            events.sort(BY_TIME);
            return events;
        }
    }

    /** The number of events that the query finds, if the search service can tell without looking at too many. */
    Uni<Optional<Long>> count(Asked asked, TimeRange range) {
        return client.search(tokens.bearer(asked.tenant()), request(asked, range, 1))
                .map(answer -> Optional.ofNullable(answer.total())
                        .filter(SearchClient.Total::isExact)
                        .map(SearchClient.Total::value));
    }

    /**
     * The events of a slice in order of time, on a worker thread; fails with {@link TooMuchException} when there are more
     * than may be held, and with {@link HaltedException}.
     */
    Uni<List<Stored>> read(Asked asked, TimeRange range) {
        return pages(asked, range, request(asked, range, config.pageSize()), new Slice())
                .map(Slice::inOrder);
    }

    private SearchClient.Request request(Asked asked, TimeRange range, int results) {
        return new SearchClient.Request(
                asked.query(), range.from().toString(), range.to().toString(), results, null, null, null);
    }

    private Uni<Slice> pages(Asked asked, TimeRange range, SearchClient.Request request, Slice slice) {
        if (asked.halted().getAsBoolean()) {
            return Uni.createFrom().failure(new HaltedException());
        }
        return client.search(tokens.bearer(asked.tenant()), request)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(answer -> {
                    slice.add(answer.events());
                    require(slice, range);
                    String next = answer.nextCursor();
                    return next == null ? Uni.createFrom().item(slice) : pages(asked, range, request.page(next), slice);
                });
    }

    private void require(Slice slice, TimeRange range) {
        boolean smallest = Duration.between(range.from(), range.to()).toMillis() <= 1;
        int more = smallest ? MORE_AT_ONCE : 1;
        if (slice.events.size() > config.sliceEvents() * more || slice.bytes > config.sliceBytes() * more) {
            throw new TooMuchException(smallest, slice.events.getLast().event().timestamp());
        }
    }

    /** A slice is more than may be held. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean smallest;
        private final transient Instant oldest;

        TooMuchException(boolean smallest, Instant oldest) {
            super("more events within one millisecond than watchfloor.backtest.slice-events allows");
            this.smallest = smallest;
            this.oldest = oldest;
        }

        /** Whether it helps to read less at once. */
        boolean isDivisible() {
            return !smallest;
        }

        /** How far back was read: from there to the slice's end is about as much as may be held. */
        Instant oldest() {
            return oldest;
        }
    }

    /** Reading was ended from outside. */
    static final class HaltedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
