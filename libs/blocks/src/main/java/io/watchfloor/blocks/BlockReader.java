package io.watchfloor.blocks;

import io.watchfloor.query.ColumnTest;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Query;
import io.watchfloor.query.Table;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads columns and events of a block from those of its frames that were supplied. To ask for a column without its frames is an {@link
 * IllegalStateException}; a damaged one is a {@link CorruptBlockException}. What was decompressed and decoded is kept. Usable from any threads.
 */
public final class BlockReader implements Table {
    private final Directory directory;
    private final FrameContents frames;
    private final AtomicReferenceArray<Chunk> chunks;
    private volatile long @Nullable [] times;
    private volatile @Nullable Probe lastProbe;

    public BlockReader(Directory directory) {
        this.directory = directory;
        this.frames = new FrameContents(directory);
        this.chunks = new AtomicReferenceArray<>(directory.chunks());
    }

    public Directory directory() {
        return directory;
    }

    /**
     * The frames that columns need and that were not supplied yet, ascending.
     *
     * @param fields names, families ({@link Fields#isFamily}) and {@link Query#ANY_FIELD} for all that free text looks into; unknown ones
     *     need nothing
     */
    public int[] frames(Set<String> fields) {
        return new FrameNeeds(directory).columns(columns(fields)).missing(frames);
    }

    /** As {@link #frames(Set)}, but only for the given rows. */
    public int[] frames(Set<String> fields, int[] rows) {
        return new FrameNeeds(directory).columns(columns(fields), rows).missing(frames);
    }

    /** The frames that whole events of these rows need and that were not supplied yet, ascending. */
    public int[] frames(int[] rows) {
        return FrameNeeds.wholeEvents(directory, rows).missing(frames);
    }

    /** The frame that {@link #times} needs; none when it was supplied or the times stand in the directory. */
    public int[] timeFrames() {
        return new FrameNeeds(directory).times().missing(frames);
    }

    private Collection<Column> columns(Set<String> fields) {
        return FrameNeeds.columns(directory, fields);
    }

    /**
     * Supplies a frame: the bytes of the data that {@link Directory#frames()} names, which must not change any more.
     *
     * @throws CorruptBlockException when they are not the ones that were written
     */
    public void supply(int frame, byte[] bytes) {
        frames.supply(frame, bytes);
    }

    /** Supplies all frames from the whole data of the block. */
    public void supply(byte[] data) {
        for (int frame = 0; frame < directory.frames().size(); frame++) {
            FrameSpan span = directory.frames().get(frame);
            if (span.offset() + span.storedLength() > data.length) {
                throw new CorruptBlockException("the data ends in frame " + frame);
            }
            byte[] bytes = new byte[span.storedLength()];
            System.arraycopy(data, span.offset(), bytes, 0, bytes.length);
            supply(frame, bytes);
        }
    }

    /** Bytes of memory that it takes with what was supplied and may be made of that, about. */
    public long memory() {
        return directory.memory() + (long) Long.BYTES * rows() + frames.memory();
    }

    @Override
    public int rows() {
        return directory.rows();
    }

    @Override
    public Set<String> fields() {
        return directory.columns().keySet();
    }

    @Override
    public void select(String field, ColumnTest test, long[] into) {
        Column column = directory.columns().get(field);
        if (column == null) {
            return;
        }
        Probe probe = probe(test);
        if (!probe.rejects(column.kind())) {
            RowGroups groups = column.groups();
            for (int group = 0; group < groups.count(); group++) {
                chunk(column, group).select(probe, groups.first(group), into);
            }
        }
    }

    /** Free text asks many columns the same. */
    private Probe probe(ColumnTest test) {
        Probe last = lastProbe;
        if (last != null && last.isOf(test)) {
            return last;
        }
        Probe probe = new Probe(test);
        lastProbe = probe;
        return probe;
    }

    /**
     * Counts in how many rows each value of a field is.
     *
     * @param rows one bit per row, as {@link Table#select} has it: only these are counted
     */
    public void count(String field, long[] rows, ValueCounts into) {
        Column column = directory.columns().get(field);
        if (column != null) {
            RowGroups groups = column.groups();
            for (int group = 0; group < groups.count(); group++) {
                // Of a group without such rows the frame need not be there.
                if (anyOf(rows, groups.first(group), groups.first(group) + groups.size(group))) {
                    chunk(column, group).count(rows, groups.first(group), into);
                }
            }
        }
    }

    private static boolean anyOf(long[] rows, int from, int to) {
        int row = from;
        while (row < to) {
            long word = rows[row >>> 6] >>> row;
            if (word != 0) {
                return row + Long.numberOfTrailingZeros(word) < to;
            }
            row = (row | 63) + 1;
        }
        return false;
    }

    /** The value of a field in a row, or null when the event does not have it. */
    public @Nullable Object value(String field, int row) {
        Column column = directory.columns().get(field);
        return column == null ? null : value(column, row);
    }

    /** The UUID that a field holds in a row, without its text where it can be; null when the event does not have the field. */
    public @Nullable UUID uuid(String field, int row) {
        Column column = directory.columns().get(field);
        if (column == null) {
            return null;
        }
        int group = column.groups().of(row);
        return chunk(column, group).uuid(row - column.groups().first(group));
    }

    private @Nullable Object value(Column column, int row) {
        int group = column.groups().of(row);
        return chunk(column, group).value(row - column.groups().first(group));
    }

    /** The events of rows, in their order, with all fields in the order of {@link Directory#columns()}. */
    public List<Map<String, Object>> events(int[] rows) {
        return events(rows, directory.columnsInOrder());
    }

    /** As {@link #events(int[])}, but only with some fields: names and families. */
    public List<Map<String, Object>> events(int[] rows, Set<String> fields) {
        return events(rows, columns(fields).toArray(Column[]::new));
    }

    private List<Map<String, Object>> events(int[] rows, Column[] columns) {
        EventRows events = new EventRows(this, rows, columns);
        return IntStream.range(0, rows.length).mapToObj(events::fields).toList();
    }

    /** The events of rows, in their order, that are made when they are asked for. */
    public EventRows eventRows(int[] rows) {
        return new EventRows(this, rows, directory.columnsInOrder());
    }

    /** The times of all rows, ascending, milliseconds since 1970 UTC; not to be changed. */
    public long[] times() {
        long[] known = times;
        if (known == null) {
            known = readTimes(frames.open(directory.times(), 0, new RowGroups(rows(), 0)));
            times = known;
        }
        return known;
    }

    private long[] readTimes(BytesIn in) {
        long[] read = new long[rows()];
        long last = directory.minTime();
        for (int row = 0; row < read.length; row++) {
            last += in.varint();
            read[row] = last;
        }
        in.end();
        if (last != directory.maxTime()) {
            throw in.corrupt("the last time is not that of the directory");
        }
        return read;
    }

    /** All values of a column, which are not kept. */
    ColumnContents contents(Column column) {
        Chunk[] all = new Chunk[column.groups().count()];
        for (int group = 0; group < all.length; group++) {
            all[group] = chunk(column, group);
        }
        return ColumnContents.of(column.groups(), all);
    }

    Chunk chunk(Column column, int group) {
        int index = column.firstChunk() + group;
        Chunk chunk = chunks.get(index);
        if (chunk == null) {
            chunk = read(column, group);
            chunks.set(index, chunk);
        }
        return chunk;
    }

    private Chunk read(Column column, int group) {
        RowGroups groups = column.groups();
        long[] beside = new long[0];
        if (column.kind().needsTimes()) {
            int first = groups.first(group);
            beside = first == 0 && groups.size(group) == rows()
                    ? times()
                    : Arrays.copyOfRange(times(), first, first + groups.size(group));
        }
        return ChunkReader.read(frames.open(column.place(), group, groups), column.kind(), groups.size(group), beside);
    }
}
