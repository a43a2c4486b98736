package io.watchfloor.rules.correlation;

/**
 * Slides a span over the log in either direction and keeps something over its hits up to date. Hits that the log forgets
 * while they are in the span are noticed, and all is read again.
 */
final class SlidingHeat implements GroupHeat {

    /** Something over a multiset of hits. */
    interface Content {
        void clear();

        void enter(RefHit hit);

        void leave(RefHit hit);

        boolean isEnough();
    }

    private final CorrelationLog log;
    private final Content content;
    private long fromMs = 0;
    private long toMs = -1;
    private long forgotten;

    SlidingHeat(CorrelationLog log, Content content) {
        this.log = log;
        this.content = content;
    }

    @Override
    public void added(RefHit hit) {
        if (fromMs <= hit.timeMs() && hit.timeMs() <= toMs) {
            content.enter(hit);
        }
    }

    @Override
    public boolean holds(long from, long to) {
        if (forgotten != log.forgotten() || from > toMs || to < fromMs) {
            content.clear();
            log.scan(from, to, content::enter);
        } else {
            slide(from, to);
        }
        fromMs = from;
        toMs = to;
        forgotten = log.forgotten();
        return content.isEnough();
    }

    private void slide(long from, long to) {
        log.scan(fromMs, from - 1, content::leave);
        log.scan(from, fromMs - 1, content::enter);
        log.scan(to + 1, toMs, content::leave);
        log.scan(toMs + 1, to, content::enter);
    }
}
