package io.watchfloor.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A packaged Quarkus service in a JVM of its own, with a log file and a pid file. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration TRAINING_STOP_LIMIT = Duration.ofMinutes(4);
    private static final String AOT_CACHE = "app.aot";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /**
     * What to run.
     *
     * @param service which one
     * @param application the {@code quarkus-app} directory of its package
     * @param url where it will listen
     * @param environment its configuration
     * @param log takes its output
     * @param pidFile holds its pid while it runs
     */
    public record Spec(
            Service service, Path application, URI url, Map<String, String> environment, Path log, Path pidFile) {
        public Spec {
            environment = Map.copyOf(environment);
        }
    }

    private final Spec spec;
    private final ChildProcess process;

    private ServiceProcess(Spec spec, ChildProcess process) {
        this.spec = spec;
        this.process = process;
    }

    /** Starts it and returns at once; {@link #awaitReady} tells when it serves. */
    public static ServiceProcess launch(Spec spec) {
        Path cache = spec.application().resolve(AOT_CACHE);
        return launch(spec, Files.exists(cache) ? "-XX:AOTCache=" + AOT_CACHE : "-XX:AOTMode=auto");
    }

    /** The same, writing an AOT cache when it ends, which takes it half a minute. */
    static ServiceProcess launchTraining(Spec spec) {
        return launch(spec, "-XX:AOTCacheOutput=" + AOT_CACHE);
    }

    private static ServiceProcess launch(Spec spec, String aotOption) {
        requireBuilt(spec.service(), spec.application());
        ChildProcess child = ChildProcess.start(new ChildProcess.Spec(
                spec.service().module(),
                command(spec, aotOption),
                spec.environment(),
                spec.application(),
                spec.log(),
                spec.pidFile()));
        return new ServiceProcess(spec, child);
    }

    /** Refuses a service whose package is missing. */
    static void requireBuilt(Service service, Path application) {
        Path jar = application.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new LaunchException(
                    service.module() + " is not built (there is no " + jar + "). Run `./watchfloor build`.");
        }
    }

    /** Runs in {@code quarkus-app} as {@code -jar quarkus-run.jar}: only so an AOT cache that was trained there is accepted. */
    private static List<String> command(Spec spec, String aotOption) {
        List<String> command = new ArrayList<>(List.of(Java.program(), "-Xms32m"));
        command.addAll(spec.service().jvmOptions());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "--illegal-native-access=allow",
                "-Duser.timezone=UTC",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        command.add(aotOption);
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        return command;
    }

    /**
     * Returns when it is ready.
     *
     * @throws LaunchException if it ends or is not ready within 120 s, with the end of its log
     */
    public void awaitReady() {
        boolean settled = Waiting.until(
                START_LIMIT,
                () -> !process.alive() || ServiceHealth.of(spec.url()).ready());
        if (!process.alive()) {
            throw process.failure("ended while starting");
        }
        if (!settled) {
            throw process.failure("is not ready after " + START_LIMIT.toSeconds() + " s ("
                    + ServiceHealth.of(spec.url()).detail() + ")");
        }
    }

    /** What was run. */
    ServiceProcess.Spec spec() {
        return spec;
    }

    /** Which service this is. */
    public Service service() {
        return spec.service();
    }

    /** Base URL. */
    public URI url() {
        return spec.url();
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether its process lives. */
    public boolean alive() {
        return process.alive();
    }

    /** Log file. */
    public Path log() {
        return spec.log();
    }

    /** Completes when its process ends. */
    CompletableFuture<ProcessHandle> onExit() {
        return process.handle().onExit();
    }

    /** Ends it cleanly; killed after 20 s. */
    public void stop() {
        process.stop(STOP_LIMIT);
    }

    /** Ends it cleanly, with time to write its AOT cache. */
    void stopTraining() {
        process.stop(TRAINING_STOP_LIMIT);
    }

    /** Kills it as a crash would ({@code kill -9}). */
    public void kill() {
        process.kill();
    }

    /** A new process of the same service; the old one must have ended. */
    ServiceProcess again() {
        return launch(spec);
    }

    @Override
    public void close() {
        stop();
    }
}
