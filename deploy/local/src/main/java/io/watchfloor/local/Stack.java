package io.watchfloor.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole of Watchfloor on one machine: PostgreSQL and Kafka, then the four services, each a process of its own on loopback. One launcher per
 * data directory; what a killed launcher left running is found and stopped or adopted by the next start.
 */
public final class Stack implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /**
     * What to run.
     *
     * @param dataDirectory holds all data, keys and logs
     * @param ports loopback ports
     * @param tenant tenant of what arrives by syslog
     * @param servicesDirectory the source tree with the packaged services
     */
    public record Config(Path dataDirectory, PortPlan ports, String tenant, Path servicesDirectory) {
        public Config {
            dataDirectory = dataDirectory.toAbsolutePath().normalize();
            servicesDirectory = servicesDirectory.toAbsolutePath().normalize();
        }

        /** Where an own bundle of ATT&amp;CK is looked for when the search service starts. */
        public Path attackBundle() {
            return new StackDirectory(dataDirectory).attackBundle();
        }
    }

    private final Config config;
    private final boolean training;
    private final Progress progress;
    private final StackDirectory directory;
    private final StackPlan plan;
    private final Timed timed;
    private final LeftOvers leftOvers;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final BlockingQueue<ServiceProcess> ended = new LinkedBlockingQueue<>();
    private final Set<ServiceProcess> dismissed = ConcurrentHashMap.newKeySet();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable LauncherLock lock;
    private volatile @Nullable EmbeddedDatabase database;
    private volatile @Nullable EmbeddedBroker broker;
    private volatile boolean interrupted;
    private boolean stopping;

    private Stack(Config config, Progress progress, boolean training) {
        this.config = config;
        this.training = training;
        this.progress = progress;
        this.directory = new StackDirectory(config.dataDirectory());
        this.plan = new StackPlan(config, directory);
        this.timed = new Timed(progress, this::stopping);
        this.leftOvers = new LeftOvers(directory, progress);
    }

    /** A stack that is not started yet; so that a shutdown hook can know it before {@link #start()}. */
    public static Stack prepare(Config config, Progress progress) {
        return new Stack(config, progress, false);
    }

    /** The same; its services write their AOT caches as they stop, one after the other. */
    static Stack training(Config config, Progress progress) {
        return new Stack(config, progress, true);
    }

    /** Starts everything and returns when all parts are ready. What was started is stopped again if a part fails. */
    public static Stack start(Config config, Progress progress) {
        Stack stack = prepare(config, progress);
        stack.start();
        return stack;
    }

    /**
     * Starts everything and returns when all parts are ready.
     *
     * @throws LaunchException if it is up already, a port is busy, a part fails, or {@link #stop()} was called meanwhile
     */
    public void start() {
        PrivateFiles.directory(config.dataDirectory());
        lock = LauncherLock.take(directory)
                .orElseThrow(
                        () -> new LaunchException(
                                "Watchfloor is already up on " + config.dataDirectory()
                                        + ". `./watchfloor status` shows it, `./watchfloor down` stops it; another --data-dir and --port-base make a second one."));
        try {
            write("starting");
            leftOvers.clearServices();
            plan.requirePossible();
            startParts();
            settled.countDown();
        } catch (RuntimeException e) {
            settled.countDown();
            halt();
            throw e;
        }
    }

    private void startParts() {
        LocalIdentity identity = LocalIdentity.of(config.dataDirectory());
        Together.run(List.of(
                () -> timed.run("postgresql", this::startDatabase), () -> timed.run("kafka", this::startBroker)));
        Together.run(Arrays.stream(Service.values())
                .map(service -> (Runnable) () -> timed.run(service.label(), () -> startService(service, identity)))
                .toList());
        write("ready");
    }

    private void startDatabase() {
        requireGoing();
        database = plan.startDatabase(progress::notice);
    }

    private void startBroker() {
        requireGoing();
        EmbeddedBroker started = plan.startBroker(progress::notice);
        broker = started;
        started.createTopics();
    }

    private void startService(Service service, LocalIdentity identity) {
        ServiceProcess.Spec spec = plan.service(service, database().createServiceDatabase(service.label()), identity);
        begin(() -> training ? ServiceProcess.launchTraining(spec) : ServiceProcess.launch(spec))
                .awaitReady();
    }

    /** Launches unless stopping has begun; then {@link #stop()} is sure to see it. */
    private ServiceProcess begin(Supplier<ServiceProcess> launch) {
        synchronized (services) {
            requireGoing();
            ServiceProcess process = launch.get();
            services.put(process.service(), process);
            var unused = process.onExit().thenAccept(handle -> ended.add(process));
            return process;
        }
    }

    private void requireGoing() {
        synchronized (services) {
            if (stopping) {
                throw new LaunchException("Stopped while starting.");
            }
        }
    }

    /** Stops a service cleanly, starts it again, and returns when it is ready. */
    public void restart(Service service) {
        ServiceProcess old = process(service);
        dismissed.add(old);
        old.stop();
        begin(old::again).awaitReady();
        write("ready");
    }

    /** Kills a service as a crash would; {@link #restart} brings it back. */
    public void kill(Service service) {
        ServiceProcess process = process(service);
        dismissed.add(process);
        process.kill();
    }

    /**
     * Watches the services until {@link #stop()}: one that ends by itself is started again, at most 5 times in all, and both are said. Returns
     * when stopping began.
     */
    public void supervise() throws InterruptedException {
        new Supervisor(progress, this::revive, dismissed::contains).watch(ended, this::stopping);
    }

    private void revive(ServiceProcess gone) {
        timed.run(gone.service().label(), () -> begin(gone::again).awaitReady());
        write("ready");
    }

    private boolean stopping() {
        synchronized (services) {
            return stopping;
        }
    }

    /** Whether {@link #stop()} was called; a start then fails for that reason alone. */
    public boolean interrupted() {
        return interrupted;
    }

    /** Whether it started, or tries to, and is not stopped yet. */
    public boolean begun() {
        return lock != null;
    }

    /** Stops all parts in order (services, Kafka, PostgreSQL), also in the middle of a start, and returns when they are gone. */
    public void stop() {
        interrupted = true;
        halt();
    }

    private void halt() {
        boolean first;
        synchronized (services) {
            first = !stopping;
            stopping = true;
        }
        LauncherLock held = lock;
        if (!first && held != null) {
            Together.await(stopped, STOP_LIMIT.multipliedBy(4)); // another thread is at it
        } else if (first && held != null) {
            if (training) {
                services.values().forEach(ServiceProcess::stopTraining);
            }
            leftOvers.sweep();
            if (!Together.await(settled, STOP_LIMIT)) {
                progress.notice("The start did not give up in time.");
            }
            leftOvers.sweep(); // what a start in progress began meanwhile
            write("stopped");
            held.close();
            lock = null;
            stopped.countDown();
        }
    }

    /** Stops whatever runs on a data directory without its launcher; whether anything did. */
    public static boolean stopLeftOvers(Path dataDirectory, Progress progress) {
        return new LeftOvers(new StackDirectory(dataDirectory), progress).sweep();
    }

    /** Whether a launcher is up on this data directory. */
    public static boolean up(Path dataDirectory) {
        return LauncherLock.held(new StackDirectory(dataDirectory));
    }

    private ServiceProcess process(Service service) {
        synchronized (services) {
            return Optional.ofNullable(services.get(service))
                    .orElseThrow(() -> new LaunchException(service.module() + " was not started."));
        }
    }

    /** Process id of a service. */
    public long pid(Service service) {
        return process(service).pid();
    }

    /** How a service is started; for further instances of it. */
    public ServiceProcess.Spec spec(Service service) {
        return process(service).spec();
    }

    /** Base URL of a service. */
    public URI url(Service service) {
        return config.ports().url(service);
    }

    /** What was asked for. */
    public Config config() {
        return config;
    }

    /** Signs tokens this stack accepts. */
    public LocalIdentity identity() {
        return LocalIdentity.of(config.dataDirectory());
    }

    /** Its database server; only once started. */
    public EmbeddedDatabase database() {
        return Optional.ofNullable(database).orElseThrow(() -> new LaunchException("PostgreSQL was not started."));
    }

    /** Its broker; only once started. */
    public EmbeddedBroker broker() {
        return Optional.ofNullable(broker).orElseThrow(() -> new LaunchException("Kafka was not started."));
    }

    private void write(String state) {
        List<StackFile.Part> parts = new ArrayList<>();
        Optional.ofNullable(database).map(StackFile.Part::of).ifPresent(parts::add);
        Optional.ofNullable(broker).map(StackFile.Part::of).ifPresent(parts::add);
        synchronized (services) {
            services.values().stream().map(StackFile.Part::of).forEach(parts::add);
        }
        new StackFile(state, ProcessHandle.current().pid(), config.tenant(), config.ports(), parts).write(directory);
    }

    @Override
    public void close() {
        stop();
    }
}
