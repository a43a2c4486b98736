package io.watchfloor.blocks;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Encodes events as a block. An event is a map from flat dotted names to values: {@code String}, {@code Long} (or narrower), {@code
 * Double}, {@code BigDecimal}, {@code BigInteger}, {@code Boolean} or a list of those.
 */
public final class BlockEncoder {
    /** The most events of a block. */
    public static final int MOST_ROWS = 65_536;

    private static final String TIMESTAMP = "@timestamp";
    static final String ID = "event.id";
    private static final long MINUTE = 60_000;
    /** A wider block has no counts: it lies far from where events are looked at by the minute. */
    private static final int MOST_MINUTES = 7 * 24 * 60 + 1;

    private BlockEncoder() {}

    /**
     * The events, 1 to {@link #MOST_ROWS}, ordered by {@code @timestamp} and then {@code event.id}.
     *
     * @throws IllegalArgumentException when there are none or too many, when one has no {@code @timestamp} that reads as RFC 3339 UTC, or
     *     has a value of another type, or one of tens of megabytes
     */
    public static Block encode(List<? extends Map<String, ?>> events) {
        return encode(events, ValueSink.NONE);
    }

    /**
     * As {@link #encode(List)}, with the values given to {@code sink} as well.
     *
     * @throws IllegalArgumentException as there; the sink then has had a part of the values
     */
    public static Block encode(List<? extends Map<String, ?>> events, ValueSink sink) {
        checkRows(events.size());
        List<Timed<Map<String, ?>>> rows = sorted(events);
        long[] times = rows.stream().mapToLong(Timed::time).toArray();
        return encode(times, gathered(rows).stream().map(FieldRows::values), sink);
    }

    static void checkRows(int rows) {
        if (rows == 0 || rows > MOST_ROWS) {
            throw new IllegalArgumentException("a block holds 1 to " + MOST_ROWS + " events, not " + rows);
        }
    }

    /** @param times of the rows, ascending */
    static Block encode(long[] times, Stream<FieldValues> fields, ValueSink sink) {
        BytesOut written = new BytesOut(times.length * 128);
        List<WrittenColumn> columns = new ArrayList<>();
        columns.add(writeTimes(times, written));
        ColumnWriter writer = new ColumnWriter(written, times, sink);
        fields.forEach(field -> columns.add(write(writer, field)));

        BytesOut data = new BytesOut(written.size() / 2 + 64);
        FramePacker packer = new FramePacker(written.array(), data);
        Place[] places = packer.pack(columns);
        byte[] directory = new DirectoryWriter(written.array()).write(times, packer.frames(), columns, places);
        return new Block(directory, data.toArray(), times.length, times[0], times[times.length - 1], perMinute(times));
    }

    private static List<Timed<Map<String, ?>>> sorted(List<? extends Map<String, ?>> events) {
        List<Timed<Map<String, ?>>> rows = new ArrayList<>(events.size());
        for (Map<String, ?> event : events) {
            rows.add(new Timed<>(time(event.get(TIMESTAMP)), id(event.get(ID)), event));
        }
        Collections.sort(rows);
        return rows;
    }

    /** The id by which events of one time are ordered. */
    static String id(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    static long time(@Nullable Object timestamp) {
        if (!(timestamp instanceof String text)) {
            throw new IllegalArgumentException("an event without @timestamp");
        }
        long time = Timestamps.parse(text);
        try {
            return time == Timestamps.NONE ? Instant.parse(text).toEpochMilli() : time;
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("an event whose @timestamp is no time", e);
        }
    }

    private static Collection<FieldRows> gathered(List<Timed<Map<String, ?>>> rows) {
        Map<String, FieldRows> fields = new LinkedHashMap<>(64);
        FieldRows start = new FieldRows("");
        for (int row = 0; row < rows.size(); row++) {
            FieldRows last = start;
            for (Map.Entry<String, ?> entry : rows.get(row).item().entrySet()) {
                Object value = entry.getValue();
                if (value == null) {
                    throw new IllegalArgumentException(entry.getKey() + ": a value that is null");
                }
                last = last.behind(entry.getKey(), fields);
                last.add(row, value);
            }
        }
        return fields.values();
    }

    private static WrittenColumn write(ColumnWriter writer, FieldValues field) {
        try {
            return writer.write(field);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field.name() + ": " + e.getMessage(), e);
        }
    }

    /** The times are a column without name: each as what it is above the one before. */
    private static WrittenColumn writeTimes(long[] times, BytesOut out) {
        long last = times[0];
        for (long time : times) {
            out.varint(time - last);
            last = time;
        }
        return new WrittenColumn("", Kind.LONG, 0, List.of(new WrittenColumn.Span(0, out.size())));
    }

    private static int[] perMinute(long[] times) {
        long first = Math.floorDiv(times[0], MINUTE);
        long minutes = Math.floorDiv(times[times.length - 1], MINUTE) - first + 1;
        if (minutes > MOST_MINUTES) {
            return new int[0];
        }
        int[] counts = new int[(int) minutes];
        for (long time : times) {
            counts[(int) (Math.floorDiv(time, MINUTE) - first)]++;
        }
        return counts;
    }
}
