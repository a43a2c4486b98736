package io.watchfloor.blocks;

import io.watchfloor.query.Fields;
import io.watchfloor.query.Query;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Which frames of a block must be read for what is asked of it. */
final class FrameNeeds {
    private final Directory directory;
    private final BitSet frames = new BitSet();

    FrameNeeds(Directory directory) {
        this.directory = directory;
    }

    /** The columns that names, families and {@link Query#ANY_FIELD} mean. */
    static Collection<Column> columns(Directory directory, Set<String> fields) {
        List<Column> found = new ArrayList<>();
        for (Column column : directory.columns().values()) {
            if (fields.contains(column.name()) || isMeant(column, fields)) {
                found.add(column);
            }
        }
        return found;
    }

    /** Free text looks into texts only. */
    private static boolean isMeant(Column column, Set<String> fields) {
        String name = column.name();
        for (String field : fields) {
            boolean meant = field.equals(Query.ANY_FIELD)
                    ? column.kind() != Kind.LONG && Fields.isSearched(name)
                    : Fields.isFamily(field) && name.startsWith(field.substring(0, field.length() - 1));
            if (meant) {
                return true;
            }
        }
        return false;
    }

    FrameNeeds times() {
        if (!directory.times().isInline()) {
            frames.set(directory.times().frame());
        }
        return this;
    }

    FrameNeeds columns(Collection<Column> columns) {
        for (Column column : columns) {
            addTimes(column);
            column.frames().forEach(frames::set);
        }
        return this;
    }

    FrameNeeds columns(Collection<Column> columns, int[] rows) {
        for (Column column : columns) {
            addTimes(column);
            if (!column.isInline()) {
                for (int row : rows) {
                    frames.set(column.place().frame() + column.groups().of(row));
                }
            }
        }
        return this;
    }

    private void addTimes(Column column) {
        if (column.kind().needsTimes() && !directory.times().isInline()) {
            frames.set(directory.times().frame());
        }
    }

    /** Those that are not there yet, ascending. */
    int[] missing(FrameContents there) {
        return frames.stream().filter(frame -> !there.has(frame)).toArray();
    }
}
