package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.blocks.Column;
import io.watchfloor.blocks.Directory;
import io.watchfloor.search.store.BlockWaves.Wave;

/** Tells the fields of blocks from their directories alone. */
final class BlockFields {
    /** Directories that are held together. */
    private static final int BLOCKS = 256;

    private BlockFields() {}

    /** One chunk. */
    static Uni<FoundFields> find(BlockTable table, StoreQuery query, String prefix) {
        EventTimes times = EventTimes.of(query.range(), query.before());
        return BlockWaves.wave(table, query, times, BLOCKS).map(wave -> found(wave, prefix));
    }

    private static FoundFields found(Wave wave, String prefix) {
        FieldUses uses = new FieldUses();
        for (BlockHits part : wave.parts()) {
            Directory directory = part.block().reader().directory();
            for (Column column : directory.columns().values()) {
                if (column.name().startsWith(prefix)) {
                    uses.add(column.name(), FieldType.of(column.kind()), directory.rows());
                }
            }
        }
        return new FoundFields(
                uses, wave.more() ? EventTimes.lowestAt(wave.times().low()) : null, wave.more());
    }
}
