package io.watchfloor.blocks;

import io.watchfloor.query.Fields;
import io.watchfloor.query.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which frames of a block must be read for what is asked of it: one bit for each frame, collected and then asked for those missing. */
final class FrameNeeds {
    private final Directory directory;
    private final long[] bits;

    FrameNeeds(Directory directory) {
        this.directory = directory;
        this.bits = new long[words(directory)];
    }

    private FrameNeeds(Directory directory, long[] bits) {
        this.directory = directory;
        this.bits = bits;
    }

    private static int words(Directory directory) {
        return directory.frames().size() + 63 >> 6;
    }

    /** What whole events of these rows need. */
    static FrameNeeds wholeEvents(Directory directory, int[] rows) {
        Whole whole = directory.whole();
        return new FrameNeeds(directory, whole.bits().clone()).columns(whole.grouped(), rows);
    }

    /**
     * What whole events of any rows need.
     *
     * @param bits of the frames that all rows need
     * @param grouped the columns of which rows need different frames
     */
    record Whole(long[] bits, List<Column> grouped) {
        static Whole of(Directory directory) {
            FrameNeeds needs = new FrameNeeds(directory);
            List<Column> grouped = new ArrayList<>();
            for (Column column : directory.columns().values()) {
                if (column.groups().shift() > 0) {
                    grouped.add(column);
                } else {
                    needs.add(column);
                }
            }
            return new Whole(needs.bits, grouped);
        }
    }

    /** The columns that names, families and {@link Query#ANY_FIELD} mean, in the order of the directory. */
    static List<Column> columns(Directory directory, Set<String> fields) {
        List<Column> found = new ArrayList<>();
        List<String> wide = new ArrayList<>();
        for (String field : fields) {
            Column column = directory.columns().get(field);
            if (column != null) {
                found.add(column);
            }
            if (field.equals(Query.ANY_FIELD) || Fields.isFamily(field)) {
                wide.add(field);
            }
        }
        if (!wide.isEmpty()) {
            addMeant(directory, wide, fields, found);
        }
        found.sort(Comparator.comparingInt(Column::firstChunk));
        return found;
    }

    private static void addMeant(Directory directory, List<String> wide, Set<String> named, List<Column> into) {
        for (Column column : directory.columns().values()) {
            if (isMeant(column, wide) && !named.contains(column.name())) {
                into.add(column);
            }
        }
    }

    /** Free text looks into texts only. */
    private static boolean isMeant(Column column, List<String> wide) {
        String name = column.name();
        for (String field : wide) {
            boolean meant = field.equals(Query.ANY_FIELD)
                    ? column.kind() != Kind.LONG && Fields.isSearched(name)
                    : name.startsWith(field.substring(0, field.length() - 1));
            if (meant) {
                return true;
            }
        }
        return false;
    }

    FrameNeeds times() {
        if (!directory.times().isInline()) {
            add(directory.times().frame());
        }
        return this;
    }

    FrameNeeds columns(Collection<Column> columns) {
        columns.forEach(this::add);
        return this;
    }

    FrameNeeds columns(Collection<Column> columns, int[] rows) {
        for (Column column : columns) {
            if (column.groups().shift() == 0) {
                add(column);
            } else {
                addTimes(column);
                for (int row : rows) {
                    add(column.place().frame() + column.groups().of(row));
                }
            }
        }
        return this;
    }

    private void add(Column column) {
        addTimes(column);
        if (!column.isInline()) {
            int first = column.place().frame();
            for (int frame = first; frame < first + column.groups().count(); frame++) {
                add(frame);
            }
        }
    }

    private void addTimes(Column column) {
        if (column.kind().needsTimes()) {
            FrameNeeds _ = times();
        }
    }

    private void add(int frame) {
        bits[frame >>> 6] |= 1L << frame;
    }

    /** Those that are not there yet, ascending. */
    int[] missing(FrameContents there) {
        int count = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long left = bits[word]; left != 0; left &= left - 1) {
                int bit = Long.numberOfTrailingZeros(left);
                if (there.has((word << 6) + bit)) {
                    bits[word] &= ~(1L << bit);
                } else {
                    count++;
                }
            }
        }
        return frames(count);
    }

    private int[] frames(int count) {
        int[] frames = new int[count];
        int next = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long left = bits[word]; left != 0; left &= left - 1) {
                frames[next++] = (word << 6) + Long.numberOfTrailingZeros(left);
            }
        }
        return frames;
    }
}
