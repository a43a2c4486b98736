package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.bench.corpus.Corpus;
import io.watchfloor.cli.bench.corpus.CorpusEvent;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;

/** Bodies of bulk requests, made beforehand so that making them is not measured. Read by several threads, each body once. */
final class BulkFile implements AutoCloseable {
    /** Events of a request. */
    static final int BATCH = 2_000;

    private final Path file;
    private final DataInputStream bodies;
    private long left;

    private BulkFile(Path file, long count) throws IOException {
        this.file = file;
        this.left = count;
        this.bodies = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20));
    }

    /** Of the events from the first to the last, that not included. */
    static BulkFile write(Path file, Corpus corpus, long from, long to, Progress progress) {
        long count = 0;
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            for (long at = from; at < to; at += BATCH) {
                byte[] body = body(corpus, at, Math.min(to, at + BATCH));
                out.writeInt(body.length);
                out.write(body);
                count++;
                progress.step("written for the bulk client", Math.min(to, at + BATCH) - from, to - from);
            }
            out.flush();
            return new BulkFile(file, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] body(Corpus corpus, long from, long to) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 22);
        LongStream.range(from, to).parallel().mapToObj(corpus::event).toList().forEach(event -> add(body, event));
        return body.toByteArray();
    }

    private static void add(ByteArrayOutputStream body, CorpusEvent event) {
        String action =
                "{\"create\":{\"_index\":\"" + TheirIndex.of(event.tenant()) + "\",\"_id\":\"" + event.id() + "\"}}\n";
        body.writeBytes(action.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(event.json());
        body.write('\n');
    }

    /** The next body, or nothing when all were read. */
    synchronized Optional<byte[]> next() {
        if (left == 0) {
            return Optional.empty();
        }
        left--;
        try {
            return Optional.of(bodies.readNBytes(bodies.readInt()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            bodies.close();
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
