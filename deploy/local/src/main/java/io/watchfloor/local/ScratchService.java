package io.watchfloor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One packaged service with its PostgreSQL and its Kafka, set up as in a {@link Stack}, on a fresh temporary directory, which is removed
 * with it; also when the JVM is told to end. The service can be stopped and started again beside the others.
 */
public final class ScratchService implements AutoCloseable {

    private static final String TENANT = "acme";

    private final Service service;
    private final Stack.Config config;
    private final StackDirectory directory;
    private final StackPlan plan;
    private final Timed timed;
    private volatile @Nullable EmbeddedDatabase database;
    private volatile @Nullable EmbeddedBroker broker;
    private volatile @Nullable ServiceProcess process;
    private volatile boolean closed;

    private ScratchService(Service service, Stack.Config config, Progress progress) {
        this.service = service;
        this.config = config;
        this.directory = new StackDirectory(config.dataDirectory());
        this.plan = new StackPlan(config, directory);
        this.timed = new Timed(progress, () -> false);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "remove-scratch-service"));
    }

    /**
     * Not started yet.
     *
     * @param servicesDirectory the source tree with the packaged service
     */
    public static ScratchService prepare(Path servicesDirectory, Service service, Progress progress) {
        try {
            Path data = Files.createTempDirectory("watchfloor");
            Stack.Config config = new Stack.Config(data, PortPlan.free(), TENANT, servicesDirectory);
            ServiceProcess.requireBuilt(service, service.application(config.servicesDirectory()));
            return new ScratchService(service, config, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts PostgreSQL, Kafka with its topics, and the service, and returns when it is ready. */
    public void start() {
        Together.run(List.of(
                () -> timed.run("postgresql", this::startDatabase), () -> timed.run("kafka", this::startBroker)));
        startService();
    }

    private synchronized void startDatabase() {
        requireGoing();
        database = plan.startDatabase(notice -> {});
    }

    private void startBroker() {
        EmbeddedBroker started = launchBroker();
        started.createTopics();
    }

    private synchronized EmbeddedBroker launchBroker() {
        requireGoing();
        EmbeddedBroker started = plan.startBroker(notice -> {});
        broker = started;
        return started;
    }

    /** Starts the service and returns when it is ready. */
    public void startService() {
        timed.run(service.label(), () -> launch().awaitReady());
    }

    private synchronized ServiceProcess launch() {
        requireGoing();
        ServiceDatabase own = database().createServiceDatabase(service.label());
        ServiceProcess started = ServiceProcess.launch(plan.service(service, own, identity()));
        process = started;
        return started;
    }

    /** Stops the service cleanly. */
    public synchronized void stopService() {
        Optional.ofNullable(process).ifPresent(ServiceProcess::stop);
    }

    private void requireGoing() {
        if (closed) {
            throw new LaunchException("Stopped while starting.");
        }
    }

    /** The service's database as JDBC sees it. */
    public ServiceDatabase serviceDatabase() {
        return database().createServiceDatabase(service.label());
    }

    /** Its database server; only once started. */
    public EmbeddedDatabase database() {
        return Optional.ofNullable(database).orElseThrow(() -> new LaunchException("PostgreSQL was not started."));
    }

    /** Its broker; only once started. */
    public EmbeddedBroker broker() {
        return Optional.ofNullable(broker).orElseThrow(() -> new LaunchException("Kafka was not started."));
    }

    /** Process id of the service; only once started. */
    public long pid() {
        return Optional.ofNullable(process)
                .orElseThrow(() -> new LaunchException(service.module() + " was not started."))
                .pid();
    }

    /** The end of what the service logged, at most so many lines. */
    public List<String> lastLog(int lines) {
        return LogTail.last(directory.log(service), lines);
    }

    /** Base URL of the service. */
    public URI url() {
        return config.ports().url(service);
    }

    /** Signs tokens that the service accepts. */
    public LocalIdentity identity() {
        return LocalIdentity.of(config.dataDirectory());
    }

    /** Holds all data. */
    public Path directory() {
        return config.dataDirectory();
    }

    /** Stops all and removes the directory; a second caller waits until that is done. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Optional.ofNullable(process).ifPresent(ServiceProcess::stop);
            Optional.ofNullable(broker).ifPresent(EmbeddedBroker::stop);
            Optional.ofNullable(database).ifPresent(EmbeddedDatabase::stop);
            PrivateFiles.remove(directory.root());
        }
    }
}
