package io.watchfloor.rules.correlation;

/** Whether enough referenced rules matched in their order. In order of time it reads each hit once. */
final class OrderHeat implements GroupHeat {
    private final CorrelationLog log;
    private final Chains chains;
    private final int least;
    private long fromMs = 0;
    private long toMs = -1;
    private long forgotten;

    OrderHeat(CorrelationLog log, int refs, int least) {
        this.log = log;
        this.chains = new Chains(refs);
        this.least = least;
    }

    @Override
    public void added(RefHit hit) {
        if (hit.timeMs() < toMs) {
            toMs = Long.MIN_VALUE;
        } else if (hit.timeMs() == toMs) {
            chains.add(hit);
        }
    }

    @Override
    public boolean holds(long from, long to) {
        if (from > toMs || to < toMs || from < fromMs || forgotten != log.forgotten()) {
            chains.clear();
            log.scan(from, to, chains::add);
            fromMs = from;
        } else {
            log.scan(toMs + 1, to, chains::add);
        }
        toMs = to;
        forgotten = log.forgotten();
        return chains.longest(from) >= least;
    }
}
