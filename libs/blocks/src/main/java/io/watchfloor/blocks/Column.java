package io.watchfloor.blocks;

import java.util.stream.IntStream;

/** A column of a block: the values of one field. */
public final class Column {
    private final int firstChunk;
    private final String name;
    private final Kind kind;
    private final RowGroups groups;
    private final Place place;

    Column(int firstChunk, String name, Kind kind, RowGroups groups, Place place) {
        this.firstChunk = firstChunk;
        this.name = name;
        this.kind = kind;
        this.groups = groups;
        this.place = place;
    }

    /** How many chunks the columns before have. */
    int firstChunk() {
        return firstChunk;
    }

    /** The name of the field. */
    public String name() {
        return name;
    }

    /** How its values are written. */
    public Kind kind() {
        return kind;
    }

    /** Whether it stands in the directory and no frame need be read for it. */
    public boolean isInline() {
        return place.isInline();
    }

    /** The frames that hold it, ascending; frame 0 also when it needs the times that stand there is not among them. */
    public IntStream frames() {
        return isInline() ? IntStream.empty() : IntStream.range(place.frame(), place.frame() + groups.count());
    }

    RowGroups groups() {
        return groups;
    }

    Place place() {
        return place;
    }
}
