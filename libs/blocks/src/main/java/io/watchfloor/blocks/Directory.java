package io.watchfloor.blocks;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a block says about itself: its rows, columns and frames. Immutable; usable from any threads. */
public final class Directory {
    static final int VERSION = 1;
    /** The content stands as it is. */
    static final byte RAW = 0;
    /** The content is compressed with the preset dictionary. */
    static final byte COMPRESSED = 1;

    private static final int COLUMN_MEMORY = 130;
    private static final int FRAME_MEMORY = 80;

    private final int rows;
    private final long minTime;
    private final long maxTime;
    private final List<FrameSpan> frames;
    private final Place times;
    private final Map<String, Column> columns;
    private final Column[] columnsInOrder;
    private final int chunks;
    private final byte[] content;
    private volatile FrameNeeds.@Nullable Whole whole;

    Directory(DirectoryReader read) {
        this.rows = read.rows;
        this.minTime = read.minTime;
        this.maxTime = read.maxTime;
        this.frames = List.of(read.frames);
        this.times = read.times;
        this.columns = Collections.unmodifiableMap(read.columns);
        this.columnsInOrder = read.columns.values().toArray(Column[]::new);
        this.chunks = read.chunks;
        this.content = read.content;
    }

    /**
     * Reads a directory.
     *
     * @throws CorruptBlockException when it is none, of a version to come, or damaged
     */
    public static Directory read(byte[] directory) {
        return new Directory(DirectoryReader.open(directory));
    }

    /** Events of the block, at least one. */
    public int rows() {
        return rows;
    }

    /** Time of the first event, milliseconds since 1970 UTC. */
    public long minTime() {
        return minTime;
    }

    /** Time of the last event. */
    public long maxTime() {
        return maxTime;
    }

    /** The columns by the names of their fields, in the order in which the fields first came. */
    public Map<String, Column> columns() {
        return columns;
    }

    /** The same; not to be changed. */
    Column[] columnsInOrder() {
        return columnsInOrder;
    }

    /** The frames by their numbers, in the order of the data. */
    public List<FrameSpan> frames() {
        return frames;
    }

    /** Where the times of the rows lie. */
    Place times() {
        return times;
    }

    /** How many chunks all columns have. */
    int chunks() {
        return chunks;
    }

    /** What whole events need. */
    FrameNeeds.Whole whole() {
        FrameNeeds.Whole known = whole;
        if (known == null) {
            known = FrameNeeds.Whole.of(this);
            whole = known;
        }
        return known;
    }

    /** Bytes of memory, about; names are shared with other directories. */
    long memory() {
        return content.length + (long) COLUMN_MEMORY * columns.size() + (long) FRAME_MEMORY * frames.size();
    }

    /** What inline columns lie in. */
    byte[] content() {
        return content;
    }
}
