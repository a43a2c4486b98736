package io.watchfloor.blocks;

import org.jspecify.annotations.Nullable;

/** The frames of a block that were read so far; decompressed when they are first asked for. */
final class FrameContents {
    private final Directory directory;
    private final byte[][] stored;
    private final byte[][] raw;

    FrameContents(Directory directory) {
        this.directory = directory;
        this.stored = new byte[directory.frames().size()][];
        this.raw = new byte[directory.frames().size()][];
    }

    boolean has(int frame) {
        return stored[frame] != null || raw[frame] != null;
    }

    void supply(int frame, byte[] bytes) {
        FrameSpan span = directory.frames().get(frame);
        boolean asStored = bytes.length == span.storedLength();
        if (!asStored || Checksum.of(bytes, 0, bytes.length) != span.checksum()) {
            throw new CorruptBlockException("frame " + frame + " is not the one that was written");
        }
        stored[frame] = bytes;
    }

    /** What lies at the place, of which row group {@code group} for a column in row groups. */
    BytesIn open(Place place, int group, RowGroups groups) {
        if (place.isInline()) {
            int end = place.offset() + place.length();
            return new BytesIn(directory.content(), place.offset(), end, BytesIn.DIRECTORY);
        }
        int frame = place.frame() + group;
        byte[] content = content(frame);
        int end = groups.shift() > 0 ? content.length : place.offset() + place.length();
        return new BytesIn(content, place.offset(), end, frame);
    }

    private byte[] content(int frame) {
        byte @Nullable [] known = raw[frame];
        if (known != null) {
            return known;
        }
        byte @Nullable [] bytes = stored[frame];
        if (bytes == null) {
            throw new IllegalStateException("frame " + frame + " is needed and was not supplied");
        }
        FrameSpan span = directory.frames().get(frame);
        raw[frame] = span.compressed() ? Compression.PLAIN.read(bytes, 0, bytes.length, span.rawLength()) : bytes;
        return raw[frame];
    }
}
