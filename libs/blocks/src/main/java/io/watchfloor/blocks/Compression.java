package io.watchfloor.blocks;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard (RFC 8878), with or without the preset dictionary. Contexts hold native memory and are dear to make: some are kept for the
 * next caller. Usable from any threads.
 */
final class Compression {
    /** No frame and no directory is longer, so that a lying length allocates no more. */
    static final int LARGEST = 64 << 20;

    static final Compression PLAIN = new Compression(null);
    /** With {@link PresetDictionary version 1} of the dictionary. */
    static final Compression PRESET = new Compression(PresetDictionary.bytes());

    private static final int LEVEL = 3;
    private static final int KEPT = 8;
    /** What saves less than an eighth is stored as it is. */
    private static final int WORTH = 8;

    private final @Nullable ZstdDictCompress compressDictionary;
    private final @Nullable ZstdDictDecompress decompressDictionary;
    private final Queue<ZstdCompressCtx> compressors = new ArrayBlockingQueue<>(KEPT);
    private final Queue<ZstdDecompressCtx> decompressors = new ArrayBlockingQueue<>(KEPT);

    private Compression(byte @Nullable [] dictionary) {
        compressDictionary = dictionary == null ? null : new ZstdDictCompress(dictionary, LEVEL);
        decompressDictionary = dictionary == null ? null : new ZstdDictDecompress(dictionary);
    }

    /** Writes bytes compressed if that is worth it, else as they are: whether they are compressed. */
    boolean write(byte[] from, int at, int length, BytesOut out) {
        int bound = (int) Zstd.compressBound(length);
        int start = out.claim(bound);
        ZstdCompressCtx taken = compressors.poll();
        ZstdCompressCtx compressor = taken == null ? newCompressor() : taken;
        int size;
        try {
            size = compressor.compressByteArray(out.array(), start, bound, from, at, length);
        } catch (ZstdException e) {
            compressor.close();
            throw e;
        }
        keep(compressor, compressors);
        boolean worth = size <= length - length / WORTH && length >= WORTH;
        out.cut(start);
        if (worth) {
            int claimed = out.claim(size);
            assert claimed == start;
        } else {
            out.bytes(from, at, length);
        }
        return worth;
    }

    /**
     * The {@code size} bytes that were compressed.
     *
     * @throws CorruptBlockException when they do not decompress to so many
     */
    byte[] read(byte[] from, int at, int length, int size) {
        byte[] into = new byte[size];
        ZstdDecompressCtx taken = decompressors.poll();
        ZstdDecompressCtx decompressor = taken == null ? newDecompressor() : taken;
        int found;
        try {
            found = decompressor.decompressByteArray(into, 0, size, from, at, length);
        } catch (ZstdException e) {
            decompressor.close();
            throw new CorruptBlockException("what is compressed cannot be read", e);
        }
        keep(decompressor, decompressors);
        if (found != size) {
            throw new CorruptBlockException("compressed are " + found + " bytes and should be " + size);
        }
        return into;
    }

    private ZstdCompressCtx newCompressor() {
        ZstdCompressCtx compressor = new ZstdCompressCtx();
        compressor.setLevel(LEVEL);
        compressor.setChecksum(false);
        compressor.setContentSize(false);
        if (compressDictionary != null) {
            compressor.loadDict(compressDictionary);
        }
        return compressor;
    }

    private ZstdDecompressCtx newDecompressor() {
        ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
        if (decompressDictionary != null) {
            decompressor.loadDict(decompressDictionary);
        }
        return decompressor;
    }

    private static <T extends AutoCloseable> void keep(T context, Queue<T> kept) {
        if (!kept.offer(context)) {
            close(context);
        }
    }

    private static void close(AutoCloseable context) {
        try {
            context.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
