package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.search.store.BlockHits.Hit;
import io.watchfloor.search.store.BlockWaves.Newest;
import io.watchfloor.search.store.BlockWaves.Wave;
import java.util.ArrayList;
import java.util.List;

/** One chunk of a search: waves of blocks, each twice the one before, until there are hits enough, and then their events. */
final class BlockScan {
    private static final int FEWEST_BLOCKS = 8;
    private static final int MOST_BLOCKS = 64;
    /** Blocks after which a chunk ends, so that a search can stop in time. */
    private static final int PATIENCE = 256;
    /** Events for which a search with this limit reads one more block. */
    private static final int EVENTS_OF_A_BLOCK = 16;
    /** JSON bytes of a chunk, about, but for its last event. */
    private static final long CHUNK_BYTES = 8L << 20;

    private final BlockTable table;
    private final StoreQuery query;
    private final BlockWalk walk;
    private final RowTest test;
    private final KnownRows known;
    private final List<Hit> hits = new ArrayList<>();
    private int looked;
    private int blocks;

    BlockScan(BlockTable table, StoreQuery query) {
        this.table = table;
        this.query = query;
        this.test = RowTest.of(query);
        this.known = table.rows(query);
        this.walk = new BlockWalk(table, query, EventTimes.of(query.range(), query.before()), known::areNone);
    }

    Uni<Candidates> chunk() {
        return from(Math.clamp(query.limit() / EVENTS_OF_A_BLOCK, FEWEST_BLOCKS, MOST_BLOCKS));
    }

    private Uni<Candidates> from(int most) {
        return walk.next(most)
                .map(wave -> wave.until(query.stop()))
                .invoke(wave -> wave.parts().forEach(known::tell))
                .chain(wave -> BlockWaves.hits(table, wave, test, query.limit() - hits.size())
                        .chain(found -> take(wave, found, most)));
    }

    private Uni<Candidates> take(Wave wave, Newest found, int most) {
        wave.parts().forEach(known::keep);
        hits.addAll(found.hits());
        looked += wave.looked();
        blocks += wave.parts().size();
        if (wave.more() && !found.cut() && hits.size() < query.limit() && blocks < PATIENCE) {
            return from(Math.min(most * 2, MOST_BLOCKS));
        }
        List<Hit> page = hits.subList(0, Math.min(hits.size(), query.limit()));
        return events(table, page).map(items -> candidates(wave, found.cut(), items));
    }

    private Candidates candidates(Wave last, boolean cut, List<Candidates.Item> items) {
        if (cut || items.size() < hits.size()) {
            return new Candidates(items, looked, hits.get(items.size() - 1).id(), true);
        }
        if (last.more()) {
            return new Candidates(
                    items, looked, EventTimes.lowestAt(last.times().low()), true);
        }
        return new Candidates(
                items, looked, hits.isEmpty() ? null : hits.getLast().id(), false);
    }

    /** The events of hits, as many as a chunk has room for. */
    static Uni<List<Candidates.Item>> events(BlockTable table, List<Hit> hits) {
        List<BlockHits> parts = hits.stream().map(Hit::block).distinct().toList();
        parts.forEach(part -> part.want(hits));
        return table.supply(parts.stream().map(BlockHits::toRebuild).toList()).map(supplied -> items(hits));
    }

    private static List<Candidates.Item> items(List<Hit> hits) {
        List<Candidates.Item> items = new ArrayList<>();
        long bytes = 0;
        for (Hit hit : hits) {
            if (bytes >= CHUNK_BYTES) {
                break;
            }
            Candidates.Item item = hit.block().item(hit);
            items.add(item);
            bytes += item.bytes();
        }
        return items;
    }
}
