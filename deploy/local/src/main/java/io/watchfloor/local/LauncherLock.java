package io.watchfloor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Held by the launcher of a data directory while it lives; the kernel lets go of it even after kill -9. */
final class LauncherLock implements AutoCloseable {

    /** Files locked by this JVM: to open and close one of them again would let go of its lock (POSIX). */
    private static final Set<Path> MINE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LauncherLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The lock, or nothing if another launcher has it. */
    static Optional<LauncherLock> take(StackDirectory directory) {
        Path file = directory.lockFile();
        PrivateFiles.parent(file);
        if (!MINE.add(file)) {
            return Optional.empty();
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new LauncherLock(file, channel));
            }
            channel.close();
            MINE.remove(file);
            return Optional.empty();
        } catch (IOException e) {
            MINE.remove(file);
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a launcher has it now. */
    static boolean held(StackDirectory directory) {
        if (!Files.exists(directory.lockFile())) {
            return false;
        }
        Optional<LauncherLock> lock = take(directory);
        lock.ifPresent(LauncherLock::close);
        return lock.isEmpty();
    }

    @Override
    public void close() {
        try {
            channel.close();
            MINE.remove(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
