package io.watchfloor.blocks;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the parts of a directory one after the other; each is checked against what is there. */
final class DirectoryReader {
    /** Version, length, form, checksum. */
    private static final int LEAST = 1 + 1 + 1 + Integer.BYTES;
    /** So many names have room at once; more may be a lie. */
    private static final int COLUMNS = 4_096;

    final int rows;
    final long minTime;
    final long maxTime;
    final FrameSpan[] frames;
    final Place times;
    final Map<String, Column> columns;
    final byte[] content;
    int chunks;
    private final BytesIn in;
    private final RowGroups ungrouped;

    private DirectoryReader(byte[] content) {
        this.content = content;
        this.in = new BytesIn(content, 0, content.length, BytesIn.DIRECTORY);
        this.rows = in.count(BlockEncoder.MOST_ROWS);
        if (rows == 0) {
            throw in.corrupt("no rows");
        }
        this.minTime = in.signed();
        this.maxTime = minTime + in.varint();
        if (maxTime < minTime) {
            throw in.corrupt("the last time is before the first");
        }
        this.frames = readFrames();
        this.ungrouped = new RowGroups(rows, 0);
        this.times = readPlace(ungrouped);
        this.columns = readColumns();
        in.end();
    }

    static DirectoryReader open(byte[] directory) {
        BytesIn in = new BytesIn(directory, 0, directory.length, BytesIn.DIRECTORY);
        if (directory.length < LEAST) {
            throw in.corrupt("a directory of " + directory.length + " bytes");
        }
        int version = in.u8();
        if (version != Directory.VERSION) {
            throw in.corrupt("version " + version + " where " + Directory.VERSION + " is known");
        }
        int end = directory.length - Integer.BYTES;
        if (new BytesIn(directory, end, directory.length, BytesIn.DIRECTORY).u32() != Checksum.of(directory, 0, end)) {
            throw in.corrupt("the checksum is wrong");
        }
        return new DirectoryReader(readContent(new BytesIn(directory, 1, end, BytesIn.DIRECTORY)));
    }

    private static byte[] readContent(BytesIn in) {
        int size = in.count(Compression.LARGEST);
        int form = in.u8();
        int length = in.remaining();
        int at = in.skip(length);
        return switch (form) {
            case Directory.COMPRESSED -> Compression.PRESET.read(in.array(), at, length, size);
            case Directory.RAW -> {
                if (length != size) {
                    throw in.corrupt(length + " bytes that should be " + size);
                }
                byte[] content = new byte[size];
                System.arraycopy(in.array(), at, content, 0, size);
                yield content;
            }
            default -> throw in.corrupt("a directory of form " + form);
        };
    }

    private FrameSpan[] readFrames() {
        int count = in.length();
        int[] raw = new int[count];
        long[] stored = new long[count];
        for (int i = 0; i < count; i++) {
            raw[i] = in.count(Compression.LARGEST);
            stored[i] = in.varint();
        }
        FrameSpan[] read = new FrameSpan[count];
        int offset = 0;
        for (int i = 0; i < count; i++) {
            read[i] = frame(offset, raw[i], stored[i]);
            offset += read[i].storedLength();
        }
        return read;
    }

    private FrameSpan frame(int offset, int raw, long stored) {
        boolean compressed = (stored & 1) == 1;
        long length = stored >>> 1;
        if (length > Integer.MAX_VALUE - offset || (compressed ? length >= raw : length != raw)) {
            throw in.corrupt("a frame of " + length + " bytes for " + raw);
        }
        return new FrameSpan(offset, (int) length, raw, compressed, in.u32());
    }

    private Place readPlace(RowGroups groups) {
        int frame = in.count(frames.length) - 1;
        if (frame == Place.INLINE) {
            if (groups.shift() > 0) {
                throw in.corrupt("row groups in the directory");
            }
            int length = in.length();
            return Place.inline(in.skip(length), length);
        }
        if (groups.count() > frames.length - frame) {
            throw in.corrupt("row groups behind the last frame");
        }
        int raw = frames[frame].rawLength();
        if (groups.shift() > 0) {
            return new Place(frame, 0, raw);
        }
        int offset = in.count(raw);
        return new Place(frame, offset, in.count(raw - offset));
    }

    private String[] readNames() {
        String[] names = new String[in.length()];
        for (int i = 0; i < names.length; i++) {
            int length = in.length();
            names[i] = FieldNames.SHARED.of(content, in.skip(length), length);
        }
        return names;
    }

    private Map<String, Column> readColumns() {
        String[] names = readNames();
        Map<String, Column> read = LinkedHashMap.newLinkedHashMap(Math.min(names.length, COLUMNS));
        int forms = in.skip(names.length);
        for (int i = 0; i < names.length; i++) {
            Column column = readColumn(names[i], content[forms + i] & 0xff);
            chunks += column.groups().count();
            if (read.put(names[i], column) != null) {
                throw in.corrupt("a field with two columns");
            }
            if (chunks > names.length + frames.length) {
                throw in.corrupt("row groups of two columns in one frame");
            }
        }
        return read;
    }

    private Column readColumn(String name, int form) {
        Kind kind = Kind.of(form & 0xf);
        if (kind == null) {
            throw in.corrupt("a column of kind " + (form & 0xf));
        }
        int shift = form >> 4;
        RowGroups groups = shift == 0 ? ungrouped : new RowGroups(rows, shift);
        return new Column(chunks, name, kind, groups, readPlace(groups));
    }
}
