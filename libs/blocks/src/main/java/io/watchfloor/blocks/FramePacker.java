package io.watchfloor.blocks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds a place for each column: in the directory, in a frame shared with other small columns, or in frames of its own. What is searched
 * lies together, what does not compress and is only shown lies last.
 */
final class FramePacker {
    private static final int LARGEST_INLINE = 48;
    /** All inline chunks together: directories are read far more often than rare fields. */
    private static final int INLINE_BUDGET = 2_048;

    private static final int LARGEST_SHARED = 192;
    private static final int SHARED_FRAME = 4_096;
    /** With more columns most are rare, and many frames cost more than what is read of a large one in vain. */
    private static final int MANY_COLUMNS = 128;

    private static final int LARGEST_SHARED_OF_MANY = 1_024;
    private static final int SHARED_FRAME_OF_MANY = 8_192;

    private final byte[] written;
    private final BytesOut data;
    private final List<FrameSpan> frames = new ArrayList<>();

    /**
     * @param written what the spans of columns lie in
     * @param data where frames are written
     */
    FramePacker(byte[] written, BytesOut data) {
        this.written = written;
        this.data = data;
    }

    List<FrameSpan> frames() {
        return frames;
    }

    /** The places of columns, in their order; the first column comes into the first frame whatever its length. */
    Place[] pack(List<WrittenColumn> columns) {
        Place[] places = new Place[columns.size()];
        packShared(columns, places);
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] == null) {
                own.add(i);
            }
        }
        own.sort(Comparator.comparingInt(i -> rank(columns.get(i))));
        for (int i : own) {
            places[i] = packOwn(columns.get(i));
        }
        return places;
    }

    private void packShared(List<WrittenColumn> columns, Place[] places) {
        boolean many = columns.size() > MANY_COLUMNS;
        int largest = many ? LARGEST_SHARED_OF_MANY : LARGEST_SHARED;
        int frame = many ? SHARED_FRAME_OF_MANY : SHARED_FRAME;
        BytesOut shared = new BytesOut(frame * 2);
        int inline = 0;
        for (int i = 0; i < places.length; i++) {
            WrittenColumn column = columns.get(i);
            WrittenColumn.Span chunk = column.chunks().getFirst();
            boolean fits = chunk.length() <= LARGEST_INLINE && inline + chunk.length() <= INLINE_BUDGET;
            if (column.shift() == 0 && fits) {
                places[i] = Place.inline(chunk.from(), chunk.length());
                inline += chunk.length();
            } else if (column.shift() == 0 && (i == 0 || chunk.length() <= largest)) {
                if (shared.size() > 0 && shared.size() + chunk.length() > frame) {
                    addFrame(shared);
                }
                places[i] = new Place(frames.size(), shared.size(), chunk.length());
                shared.bytes(written, chunk.from(), chunk.length());
            }
        }
        if (shared.size() > 0) {
            addFrame(shared);
        }
    }

    private void addFrame(BytesOut shared) {
        addFrame(shared.array(), 0, shared.size());
        shared.cut(0);
    }

    private Place packOwn(WrittenColumn column) {
        int first = frames.size();
        column.chunks().forEach(chunk -> addFrame(written, chunk.from(), chunk.length()));
        return new Place(first, 0, column.chunks().getFirst().length());
    }

    private void addFrame(byte[] from, int at, int length) {
        int offset = data.size();
        boolean compressed = Compression.PLAIN.write(from, at, length, data);
        int stored = data.size() - offset;
        frames.add(new FrameSpan(offset, stored, length, compressed, Checksum.of(data.array(), offset, stored)));
    }

    private static int rank(WrittenColumn column) {
        if (column.name().equals("event.original")) {
            return 8;
        }
        return switch (column.kind()) {
            case IP4 -> 0;
            case TEXT, LIST -> column.shift() > 0 ? 6 : isSearchedOften(column.name()) ? 1 : 2;
            case DECIMAL, LONG -> 3;
            case TIME, LAG -> 4;
            case VALUE -> 5;
            case HEX, UUID -> 7;
            case ID -> 9;
        };
    }

    private static boolean isSearchedOften(String name) {
        return name.startsWith("host.") || name.startsWith("user.") || name.startsWith("event.");
    }
}
