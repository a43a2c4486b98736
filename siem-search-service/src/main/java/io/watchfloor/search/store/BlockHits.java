package io.watchfloor.search.store;

import io.watchfloor.blocks.BlockReader;
import io.watchfloor.blocks.EventRows;
import io.watchfloor.contracts.Event;
import io.watchfloor.search.store.BlockTable.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a block that match and are of the times that are looked at. Frames have to be supplied before each step. */
final class BlockHits {
    private static final Set<String> IDS = Set.of(Event.ID);
    private static final Set<String> IDS_AND_SEQUENCES = Set.of(Event.ID, Event.SEQUENCE);

    /** A row that matches. */
    record Hit(BlockHits block, int row, UUID id) {}

    private final StoredBlock block;
    private final @Nullable SequenceRange sequence;
    private long @Nullable [] selected;
    private int[] rows = {};
    private int[] wanted = {};
    /** How many of the wanted rows were given. */
    private int given;

    /** The wanted rows, once they are asked for. */
    private @Nullable EventRows events;

    private int looked;

    BlockHits(StoredBlock block, @Nullable SequenceRange sequence) {
        this.block = block;
        this.sequence = sequence;
    }

    StoredBlock block() {
        return block;
    }

    /** The same of which nothing is read yet but the directory. */
    BlockHits unread() {
        BlockReader reader = new BlockReader(block.reader().directory());
        return new BlockHits(new StoredBlock(block.id(), reader), sequence);
    }

    /** Which rows the query lets pass, one bit for each, whatever times are looked at; null when it was not asked. Not to be changed. */
    long @Nullable [] selected() {
        return selected;
    }

    /** Takes what {@link #selected} was before. */
    void know(long[] rowsThatPass) {
        selected = rowsThatPass;
    }

    /** What {@link #select} reads. */
    Wanted toSelect(Set<String> fields) {
        IntStream ofFields = IntStream.of(selected == null ? block.reader().frames(fields) : new int[0]);
        IntStream ofTimes = IntStream.of(block.reader().timeFrames());
        return new Wanted(block, IntStream.concat(ofFields, ofTimes).distinct().toArray());
    }

    /** Lets the query decide on the rows of these times. */
    void select(RowTest query, EventTimes times) {
        long[] eventTimes = block.reader().times();
        int from = 0;
        while (from < eventTimes.length && EventTimes.clamped(eventTimes[from]) < times.low()) {
            from++;
        }
        int to = eventTimes.length;
        while (to > from && EventTimes.clamped(eventTimes[to - 1]) > times.high()) {
            to--;
        }
        looked = to - from;
        rows = looked > 0 ? set(decided(query), from, to) : new int[0];
    }

    /** A block of several waves is asked once. */
    private long[] decided(RowTest query) {
        long[] known = selected;
        if (known == null) {
            known = query.select(block.reader());
            selected = known;
        }
        return known;
    }

    /** The bits that are set, of those from {@code from} to before {@code to}. */
    private static int[] set(long[] bits, int from, int to) {
        int[] found = new int[to - from];
        int count = 0;
        for (int word = from >> 6; word <= to - 1 >> 6; word++) {
            for (long left = bits[word]; left != 0; left &= left - 1) {
                int row = (word << 6) + Long.numberOfTrailingZeros(left);
                if (row >= from && row < to) {
                    found[count++] = row;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The rows that match, ascending; not to be changed. They may hold ones that {@link #hits} leaves out. */
    int[] rows() {
        return rows;
    }

    /** Whether {@link #hits} has to be asked which of the rows are hits. */
    boolean isUndecided(EventTimes times) {
        return sequence != null || times.before() != null && block.maxTime() >= times.high();
    }

    /** Whether rows have to be asked for their place in the sequence. */
    boolean isOfSequence() {
        return sequence != null;
    }

    /** Leaves out rows of events before some time. */
    void dropBefore(long millis) {
        long[] eventTimes = block.reader().times();
        int first = 0;
        while (first < rows.length && EventTimes.clamped(eventTimes[rows[first]]) < millis) {
            first++;
        }
        rows = Arrays.copyOfRange(rows, first, rows.length);
    }

    /** What {@link #hits} reads. */
    Wanted toTell() {
        Set<String> fields = sequence == null ? IDS : IDS_AND_SEQUENCES;
        return new Wanted(block, rows.length == 0 ? rows : block.reader().frames(fields, rows));
    }

    /** The hits, in no order. */
    List<Hit> hits(EventTimes times) {
        List<Hit> hits = new ArrayList<>(rows.length);
        for (int row : rows) {
            UUID id = block.reader().uuid(Event.ID, row);
            if (id != null && times.holds(id) && isInSequence(row)) {
                hits.add(new Hit(this, row, id));
            }
        }
        return hits;
    }

    private boolean isInSequence(int row) {
        return sequence == null || sequence.holds(String.valueOf(block.reader().value(Event.SEQUENCE, row)));
    }

    /** Says which rows are wanted whole. */
    void want(List<Hit> hits) {
        wanted = hits.stream()
                .filter(hit -> hit.block() == this)
                .mapToInt(Hit::row)
                .toArray();
        given = 0;
        events = null;
    }

    /** What {@link #item} reads of the rows that are wanted. */
    Wanted toRebuild() {
        return new Wanted(block, wanted.length == 0 ? wanted : block.reader().frames(wanted));
    }

    /** The event of a row that is wanted; to be asked for in their order, each once. */
    Candidates.Item item(Hit hit) {
        EventRows known = events;
        if (known == null) {
            known = block.reader().eventRows(wanted);
            events = known;
        }
        int place = given++;
        if (wanted[place] != hit.row()) {
            throw new IllegalStateException("row " + hit.row() + " is not the next that is wanted");
        }
        return new RowItem(hit.id(), known, place);
    }

    /** Rows of the times that are looked at, also those that do not match. */
    int looked() {
        return looked;
    }
}
