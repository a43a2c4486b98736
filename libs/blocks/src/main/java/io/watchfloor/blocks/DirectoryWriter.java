package io.watchfloor.blocks;

import java.util.List;

/** Writes the directory of a block. */
final class DirectoryWriter {
    private final BytesOut out = new BytesOut(4_096);
    private final byte[] written;

    /** @param written what the spans of columns lie in */
    DirectoryWriter(byte[] written) {
        this.written = written;
    }

    /** @throws IllegalArgumentException when the columns are more than a directory can hold */
    byte[] write(long[] times, List<FrameSpan> frames, List<WrittenColumn> columns, Place[] places) {
        out.varint(times.length);
        out.signed(times[0]);
        out.varint(times[times.length - 1] - times[0]);
        writeFrames(frames);
        writePlace(places[0], false);
        out.varint(columns.size() - 1L);
        List<WrittenColumn> fields = columns.subList(1, columns.size());
        fields.forEach(field -> out.sized(TextBytes.encode(field.name())));
        fields.forEach(field -> out.u8(field.shift() << 4 | field.kind().code()));
        for (int i = 1; i < places.length; i++) {
            writePlace(places[i], columns.get(i).shift() > 0);
        }
        return sealed();
    }

    private void writeFrames(List<FrameSpan> frames) {
        out.varint(frames.size());
        for (FrameSpan frame : frames) {
            out.varint(frame.rawLength());
            out.varint(frame.storedLength() * 2L + (frame.compressed() ? 1 : 0));
        }
        frames.forEach(frame -> out.u32(frame.checksum()));
    }

    private void writePlace(Place place, boolean inGroups) {
        out.varint(place.frame() + 1L);
        if (place.isInline()) {
            out.varint(place.length());
            out.bytes(written, place.offset(), place.length());
        } else if (!inGroups) {
            out.varint(place.offset());
            out.varint(place.length());
        }
    }

    private byte[] sealed() {
        if (out.size() > Compression.LARGEST) {
            throw new IllegalArgumentException("the events have too many fields for one block");
        }
        return seal(out.array(), out.size());
    }

    /** Compresses the content of a directory and puts the version before and the checksum behind it. */
    static byte[] seal(byte[] content, int size) {
        BytesOut sealed = new BytesOut(size + 32);
        sealed.u8(Directory.VERSION);
        sealed.varint(size);
        int form = sealed.size();
        sealed.u8(Directory.RAW);
        if (Compression.PRESET.write(content, 0, size, sealed)) {
            sealed.array()[form] = Directory.COMPRESSED;
        }
        sealed.u32(Checksum.of(sealed.array(), 0, sealed.size()));
        return sealed.toArray();
    }
}
