package io.watchfloor.search.search;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.Document;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.StoreQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One search going back through time, chunk by chunk. Used by one thread at a time. */
final class SearchRun {
    private static final int LARGEST_CHUNK = 1_000;

    private final SearchParameters parameters;
    private final StoreQuery query;
    private final SearchConfig limits;
    private final Clock clock;
    private final Instant deadline;
    private final long matchedBefore;
    private final List<Event> page = new ArrayList<>();
    private long pageBytes;
    private long matched;
    private long looked;
    private @Nullable UUID last;
    private boolean exhausted;
    private boolean pageFull;

    /**
     * @param query where to begin
     * @param matchedBefore events on the pages before
     */
    SearchRun(SearchParameters parameters, StoreQuery query, long matchedBefore, SearchConfig limits, Clock clock) {
        this.parameters = parameters;
        this.query = query;
        this.limits = limits;
        this.clock = clock;
        this.deadline = clock.instant().plus(limits.time());
        this.matchedBefore = matchedBefore;
        this.matched = matchedBefore;
        this.last = query.before();
    }

    /** What to ask the store for next. */
    StoreQuery next() {
        int limit = looked == 0 ? Math.min(LARGEST_CHUNK, parameters.maxResults() * 2) : LARGEST_CHUNK;
        return query.before(last, limit);
    }

    /** Takes a chunk and lets the evaluator decide. */
    SearchRun take(Candidates candidates) {
        looked += candidates.looked();
        last = candidates.oldest() == null ? last : candidates.oldest();
        for (Candidates.Item item : candidates.items()) {
            if (parameters.compiled().matches(Document.of(item.event().fields()))) {
                match(item);
            }
        }
        exhausted = !candidates.more();
        return this;
    }

    private void match(Candidates.Item item) {
        matched++;
        pageFull = pageFull || page.size() >= parameters.maxResults() || pageBytes >= limits.pageBytes();
        if (!pageFull) {
            page.add(item.event());
            pageBytes += item.bytes();
        }
    }

    /** Whether to go on: until a match behind the page is seen, and then as long as counting on is cheap. */
    boolean unfinished() {
        boolean inTime = clock.instant().isBefore(deadline);
        return !exhausted && inTime && (!pageFull || looked < limits.countCandidates());
    }

    List<Event> page() {
        return List.copyOf(page);
    }

    SearchResult.Total total() {
        return new SearchResult.Total(matched, SearchResult.Relation.of(exhausted));
    }

    /** Events on this page and on those before. */
    long matchedThroughPage() {
        return matchedBefore + page.size();
    }

    boolean complete() {
        return exhausted;
    }

    /** The event behind which the next page begins; null when there is none. */
    @Nullable
    UUID nextBefore() {
        if (pageFull) {
            return UUID.fromString(page.getLast().id());
        }
        return exhausted ? null : last;
    }
}
