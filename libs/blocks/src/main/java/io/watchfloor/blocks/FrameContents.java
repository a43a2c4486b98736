package io.watchfloor.blocks;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The frames of a block that were read so far; decompressed when they are first asked for. Usable from any threads. */
final class FrameContents {
    /** What is made of a chunk, without what grows with its values. */
    private static final int CHUNK_MEMORY = 250;

    private final Directory directory;
    private final AtomicReferenceArray<Frame> frames;

    /** @param stored whether the bytes are as in the data, or else decompressed */
    private record Frame(byte[] bytes, boolean stored) {}

    FrameContents(Directory directory) {
        this.directory = directory;
        this.frames = new AtomicReferenceArray<>(directory.frames().size());
    }

    /** Bytes that the frames take, with where the rows and values in them begin and what is made of their chunks, about. */
    long memory() {
        long all = 1;
        long there = 0;
        for (int frame = 0; frame < frames.length(); frame++) {
            int length = directory.frames().get(frame).rawLength();
            all += length;
            there += has(frame) ? length : 0;
        }
        return there * 3 / 2 + (long) CHUNK_MEMORY * directory.chunks() * there / all;
    }

    boolean has(int frame) {
        return frames.get(frame) != null;
    }

    void supply(int frame, byte[] bytes) {
        FrameSpan span = directory.frames().get(frame);
        boolean asStored = bytes.length == span.storedLength();
        if (!asStored || Checksum.of(bytes, 0, bytes.length) != span.checksum()) {
            throw new CorruptBlockException("frame " + frame + " is not the one that was written");
        }
        frames.set(frame, new Frame(bytes, true));
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

    private byte[] content(int number) {
        Frame frame = frames.get(number);
        if (frame == null) {
            throw new IllegalStateException("frame " + number + " is needed and was not supplied");
        }
        FrameSpan span = directory.frames().get(number);
        if (!frame.stored() || !span.compressed()) {
            return frame.bytes();
        }
        byte[] content = Compression.PLAIN.read(frame.bytes(), 0, span.storedLength(), span.rawLength());
        frames.set(number, new Frame(content, false));
        return content;
    }
}
