package io.watchfloor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stack on a fresh temporary directory, which is removed with it; also when the JVM is told to end. */
public final class ScratchStack implements AutoCloseable {

    private static final String TENANT = "acme";

    private final Stack stack;

    private ScratchStack(Stack stack) {
        this.stack = stack;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "remove-scratch-stack"));
    }

    /** Not started yet. */
    public static ScratchStack prepare(Path servicesDirectory, PortPlan ports, Progress progress) {
        return new ScratchStack(Stack.prepare(config(servicesDirectory, ports), progress));
    }

    /** Not started yet; its services write their AOT caches as they stop, which takes them half a minute each. */
    public static ScratchStack training(Path servicesDirectory, PortPlan ports, Progress progress) {
        return new ScratchStack(Stack.training(config(servicesDirectory, ports), progress));
    }

    private static Stack.Config config(Path servicesDirectory, PortPlan ports) {
        try {
            return new Stack.Config(Files.createTempDirectory("watchfloor"), ports, TENANT, servicesDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stack. */
    public Stack stack() {
        return stack;
    }

    @Override
    public void close() {
        stack.stop();
        PrivateFiles.remove(stack.config().dataDirectory());
    }
}
