package io.watchfloor.search.search;

import io.watchfloor.query.CompiledQuery;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.Counts;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoreQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One page of a search in the making, chunk by chunk. Used by one thread at a time. */
final class SearchRun {
    private static final int LARGEST_CHUNK = 1_000;

    private final SearchParameters parameters;
    private final SearchStart start;
    private final CompiledQuery compiled;
    private final Walk walk;
    private final SearchConfig limits;
    private final StopSignal stop;
    private final List<Candidates.Item> page = new ArrayList<>();
    private long pageBytes;
    private long matched;
    private long looked;
    private boolean bytesFull;
    private boolean pageFull;
    private boolean stopped;
    private long counted;

    SearchRun(SearchParameters parameters, SearchStart start, StoreQuery query, SearchConfig limits) {
        this.parameters = parameters;
        this.start = start;
        this.limits = limits;
        this.counted = limits.countCandidates();
        this.stop = query.stop();
        this.compiled = query.compiled();
        this.matched = start.matchedBefore();
        this.walk = switch (parameters.sort()) {
            case NEWEST_FIRST -> new NewestFirst(query.before(start.behind(), 1));
            case OLDEST_FIRST ->
                new OldestFirst(query, start.behind(), parameters.maxResults() + 1, limits.pageBytes());
        };
    }

    /** Ends when the page is full: another page goes on from there. */
    SearchRun withoutCounting() {
        counted = 0;
        return this;
    }

    /** What to ask the store for next. At first no more than tells that the page is full: what is behind it need not be rebuilt. */
    StoreQuery next() {
        return walk.next(looked == 0 ? Math.min(LARGEST_CHUNK, parameters.maxResults() + 1) : LARGEST_CHUNK);
    }

    /** Whether what is still to be looked at need only be counted. */
    boolean onlyCounts() {
        return pageFull && walk instanceof NewestFirst;
    }

    /** What to count next. */
    StoreQuery nextToCount() {
        return walk.next((int) Math.clamp(counted - looked, 1, Integer.MAX_VALUE));
    }

    /** How many stored events are to be looked at or counted for the page and what is behind it. */
    long counted() {
        return counted;
    }

    /** Takes what was counted behind the first chunk, if that is wanted. */
    SearchRun takeBehind(@Nullable Counts behind) {
        return behind != null && onlyCounts() && unfinished() ? take(behind) : this;
    }

    /** Takes what was counted instead of {@link #take}. */
    SearchRun take(Counts counts) {
        looked += counts.looked();
        matched += counts.tally().matched();
        if (walk instanceof NewestFirst newest) {
            newest.passed(counts.oldest(), counts.more());
        }
        return this;
    }

    /** Takes a chunk and lets the evaluator decide. */
    SearchRun take(Candidates candidates) {
        Walk.Found found = walk.take(candidates, item -> item.matches(compiled));
        looked += candidates.looked();
        matched += found.matched();
        found.items().forEach(this::add);
        pageFull |= found.matched() > found.items().size();
        return this;
    }

    /** The store was told to stop in the middle of a chunk. */
    SearchRun stopped() {
        stopped = true;
        return this;
    }

    private void add(Candidates.Item item) {
        bytesFull |= pageBytes >= limits.pageBytes();
        pageFull |= bytesFull || page.size() >= parameters.maxResults();
        if (!pageFull) {
            page.add(item);
            pageBytes += item.bytes();
        }
    }

    /** Whether to go on: until a match behind the page is seen, and then as long as counting on is cheap. */
    boolean unfinished() {
        stopped |= stop.isStopped();
        boolean wanted = !pageFull || looked < counted;
        return !walk.exhausted() && !stopped && wanted && looked < limits.candidates();
    }

    /** When the first page was asked for. */
    Instant began() {
        return start.taken();
    }

    /** Whether its time is over, or it was cancelled. */
    boolean isOver() {
        return stop.isStopped();
    }

    List<Candidates.Item> page() {
        return List.copyOf(page);
    }

    SearchResult.Total total() {
        return new SearchResult.Total(matched, SearchResult.Relation.of(walk.exhausted()));
    }

    boolean complete() {
        return walk.exhausted();
    }

    /** Why not all of the range was looked at; null when it was. */
    SearchResult.@Nullable Reason reason() {
        if (walk.exhausted()) {
            return null;
        }
        if (stopped) {
            return stop.isCancelled() ? SearchResult.Reason.CANCELLED : SearchResult.Reason.TIME;
        }
        if (!pageFull) {
            return SearchResult.Reason.CANDIDATES;
        }
        return bytesFull ? SearchResult.Reason.BYTES : SearchResult.Reason.COUNT;
    }

    /** The time up to which, or back to which, everything was looked at. */
    Instant lookedTo() {
        return walk.lookedTo();
    }

    /** Whether there may be events behind the page. */
    boolean hasMore() {
        return pageFull || !walk.exhausted();
    }

    /** Where the next page begins; null when there is none, or nothing was looked at. */
    @Nullable
    SearchStart nextPage() {
        UUID last = pageFull ? page.getLast().id() : walk.reached();
        return !hasMore() || last == null ? null : start.next(last, start.matchedBefore() + page.size());
    }

    /** Where to go on, also when nothing was looked at; null when there is nothing behind the page. */
    @Nullable
    SearchStart goOn() {
        SearchStart next = nextPage();
        return next == null && hasMore() ? start : next;
    }
}
