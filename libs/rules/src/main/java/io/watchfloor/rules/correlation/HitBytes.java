package io.watchfloor.rules.correlation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hits as bytes, for stores that keep one entry for each. Texts longer than 64 KiB are cut. */
public final class HitBytes {
    private static final int LONGEST_TEXT = 65_535 / 3;

    private HitBytes() {}

    public static byte[] write(RefHit hit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(hit, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Fails with {@link UncheckedIOException} on bytes that are no hit. */
    public static RefHit read(byte[] bytes) {
        try {
            return read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(RefHit hit, DataOutput out) throws IOException {
        out.writeLong(hit.timeMs());
        writeText(hit.eventId(), out);
        out.writeShort(hit.ref());
        String value = hit.value();
        out.writeBoolean(value != null);
        writeText(value == null ? "" : value, out);
        out.writeShort(hit.carried().size());
        for (String carried : hit.carried()) {
            writeText(carried, out);
        }
    }

    static RefHit read(DataInput in) throws IOException {
        long timeMs = in.readLong();
        String eventId = in.readUTF();
        int ref = in.readUnsignedShort();
        boolean valued = in.readBoolean();
        String text = in.readUTF();
        @Nullable String value = valued ? text : null;
        List<String> carried = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            carried.add(in.readUTF());
        }
        return new RefHit(timeMs, eventId, ref, value, carried);
    }

    static void writeText(String text, DataOutput out) throws IOException {
        out.writeUTF(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }
}
