package io.watchfloor.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.QueryParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is stored may be cut off, damaged or written by an enemy: one clear exception, and no more memory than a block may take. */
class CorruptBlockTest {
    private static final List<CompiledQuery> QUERIES = List.of(
            CompiledQuery.of(QueryParser.parse("mimikatz")),
            CompiledQuery.of(QueryParser.parse("*:* AND source.ip:10.0.0.0/8 AND NOT event.severity:50")),
            CompiledQuery.of(QueryParser.parse("labels.*:*ss* OR mixed:[1 TO 5] OR @timestamp:[2020 TO 2030-01-01]")));
    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void everyTruncationIsFound() {
        Block block = block(3, 120);
        for (int length = 0; length < block.directory().length; length++) {
            byte[] cut = Arrays.copyOf(block.directory(), length);
            assertThatThrownBy(() -> Directory.read(cut)).isInstanceOf(CorruptBlockException.class);
        }
        BlockReader reader = new BlockReader(Directory.read(block.directory()));
        for (int length = 0; length < block.data().length; length++) {
            byte[] cut = Arrays.copyOf(block.data(), length);
            assertThatThrownBy(() -> reader.supply(cut)).isInstanceOf(CorruptBlockException.class);
        }
        byte[] longer = Arrays.copyOf(block.directory(), block.directory().length + 1);
        assertThatThrownBy(() -> Directory.read(longer)).isInstanceOf(CorruptBlockException.class);
    }

    @Test
    void everyChangedByteIsFound() {
        Block block = block(4, 120);
        for (int at = 0; at < block.directory().length; at++) {
            byte[] changed = changed(block.directory(), at);
            assertThatThrownBy(() -> Directory.read(changed)).isInstanceOf(CorruptBlockException.class);
        }
        BlockReader reader = new BlockReader(Directory.read(block.directory()));
        for (int at = 0; at < block.data().length; at++) {
            byte[] changed = changed(block.data(), at);
            assertThatThrownBy(() -> reader.supply(changed)).isInstanceOf(CorruptBlockException.class);
        }
    }

    private byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    @Test
    void aVersionToComeIsNamed() {
        byte[] directory = block(5, 10).directory();
        directory[0] = 2;

        assertThatThrownBy(() -> Directory.read(directory))
                .isInstanceOf(CorruptBlockException.class)
                .hasMessageContaining("version 2 where 1 is known");
    }

    @Test
    void aFrameOfAnotherBlockIsFound() {
        Block block = block(6, 500);
        Block other = block(7, 500);
        BlockReader reader = new BlockReader(Directory.read(block.directory()));

        assertThatThrownBy(() -> reader.supply(other.data()))
                .isInstanceOf(CorruptBlockException.class)
                .hasMessageContaining("frame 0 is not the one that was written");
    }

    @Test
    void aForgedDirectoryDoesNoHarm() {
        for (long seed = 0; seed < 12; seed++) {
            Block block = block(seed, 1 + random.nextInt(300));
            byte[] content = Directory.read(block.directory()).content();
            for (int i = 0; i < 800; i++) {
                byte[] forged = forged(content);
                byte[] directory = DirectoryWriter.seal(forged, forged.length);
                onlyCorrupt(() -> readAll(directory, block.data()), "seed " + seed + " try " + i);
            }
        }
    }

    private static void readAll(byte[] bytes, byte[] data) {
        Directory directory = Directory.read(bytes);
        BlockReader reader = new BlockReader(directory);
        reader.supply(data);
        QUERIES.forEach(query -> assertThat(query.select(reader)).isNotNull());
        assertThat(reader.times()).hasSize(directory.rows());
        assertThat(reader.events(new int[] {0, directory.rows() / 2, directory.rows() - 1}))
                .hasSize(3);
    }

    @Test
    void forgedColumnsDoNoHarm() {
        for (long seed = 0; seed < 15; seed++) {
            List<Map<String, Object>> events = new EventGenerator(seed).events(1 + random.nextInt(200));
            for (String field : events.getFirst().keySet()) {
                forgeColumn(seed, field, events);
            }
        }
    }

    private void forgeColumn(long seed, String name, List<Map<String, Object>> events) {
        FieldRows field = new FieldRows(name);
        for (int row = 0; row < events.size(); row++) {
            if (events.get(row).containsKey(name)) {
                field.add(row, events.get(row).get(name));
            }
        }
        long[] times = new long[events.size()];
        BytesOut out = new BytesOut(100);
        WrittenColumn column = new ColumnWriter(out, times, ValueSink.NONE).write(field.values());
        byte[] chunk = Arrays.copyOf(out.array(), column.chunks().getFirst().to());
        int rows = column.shift() == 0 ? times.length : Math.min(1 << column.shift(), times.length);
        for (int i = 0; i < 150; i++) {
            byte[] forged = forged(chunk);
            Kind kind = i % 10 == 0 ? Kind.values()[random.nextInt(Kind.values().length)] : column.kind();
            onlyCorrupt(() -> readAll(forged, kind, rows), "seed " + seed + " field " + name + " try " + i);
        }
    }

    private static void readAll(byte[] bytes, Kind kind, int rows) {
        Chunk chunk = ChunkReader.read(new BytesIn(bytes, 0, bytes.length, 0), kind, rows, new long[rows]);
        long[] all = new long[(rows + 63) / 64];
        chunk.presence().select(0, all);
        chunk.count(all, 0, (value, count) -> assertThat(count).isPositive());
        for (int row = 0; row < rows; row++) {
            Object value = chunk.value(row);
            assertThat(value == null).isEqualTo((all[row >> 6] >>> row & 1) == 0);
        }
    }

    private byte[] forged(byte[] bytes) {
        byte[] forged = random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 5)) : bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && forged.length > 0; i--) {
            int at = random.nextInt(4) == 0
                    ? random.nextInt(Math.min(16, forged.length))
                    : random.nextInt(forged.length);
            forged[at] = (byte) (random.nextBoolean() ? random.nextInt() : forged[at] ^ 1 << random.nextInt(8));
        }
        return forged;
    }

    private static void onlyCorrupt(Runnable reading, String what) {
        try {
            reading.run();
        } catch (CorruptBlockException e) {
            assertThat(e).hasMessageNotContaining("null");
        } catch (RuntimeException | Error e) {
            fail(what, e);
        }
    }

    private static Block block(long seed, int events) {
        return BlockEncoder.encode(new EventGenerator(seed).events(events));
    }
}
