package io.watchfloor.local;

import io.watchfloor.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** A real Kafka broker (KRaft, one node) on loopback in a JVM of its own, with its log in one directory, which survives restarts and crashes. */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration ADMIN_LIMIT = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;

    /**
     * Where and how to run.
     *
     * @param directory its home: {@code log}, {@code server.properties}, {@code broker.log}
     * @param port loopback port of clients
     * @param controllerPort loopback port of the controller
     */
    public record Config(Path directory, int port, int controllerPort) {
        public Config {
            directory = directory.toAbsolutePath().normalize();
        }

        BrokerSettings settings() {
            return new BrokerSettings(directory, port, controllerPort);
        }

        Path pidFile() {
            return directory.resolve("broker.pid");
        }

        Path log() {
            return directory.resolve("broker.log");
        }
    }

    private final Config config;
    private final ChildProcess process;

    private EmbeddedBroker(Config config, ChildProcess process) {
        this.config = config;
        this.process = process;
    }

    /** Starts it and returns when it serves; stops a left-over one of the same directory first. */
    public static EmbeddedBroker start(Config config) {
        return start(config, notice -> {});
    }

    /**
     * Starts it and returns when it serves.
     *
     * @param notices told, in a sentence, what was found left over from an earlier run and done about it
     * @throws LaunchException if a port is busy or the broker ends
     */
    public static EmbeddedBroker start(Config config, Consumer<String> notices) {
        PrivateFiles.directory(config.directory());
        if (ChildProcess.stopRecorded(config.pidFile(), STOP_LIMIT)) {
            notices.accept("Kafka of an earlier run was still up: stopped to start again.");
        }
        Ports.requireFree(config.port(), "Kafka", "--kafka-port");
        Ports.requireFree(
                config.controllerPort(), "Kafka's controller", "--kafka-port (the controller takes the port after it)");
        PrivateFiles.write(config.settings().file(), config.settings().text());
        ChildProcess process = ChildProcess.start(spec(config));
        if (!Ports.awaitOpen(config.port(), START_LIMIT, process.handle())) {
            boolean ended = !process.alive();
            process.stop(STOP_LIMIT);
            throw process.failure(
                    ended ? "ended while starting" : "did not start within " + START_LIMIT.toSeconds() + " s");
        }
        return new EmbeddedBroker(config, process);
    }

    private static ChildProcess.Spec spec(Config config) {
        List<String> command = new ArrayList<>(List.of(
                Java.program(),
                "-Xms64m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tLZ %4$s %3$s %5$s%6$s%n",
                "-Duser.timezone=UTC"));
        command.addAll(
                List.of(BrokerMain.class.getName(), config.settings().file().toString()));
        Map<String, String> environment = Map.of("CLASSPATH", Java.classPath());
        return new ChildProcess.Spec("Kafka", command, environment, config.directory(), config.log(), config.pidFile());
    }

    /** Makes the topics of {@link Topics} that are missing, 4 partitions each, and returns when they can be used. */
    public void createTopics() {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "default.api.timeout.ms",
                (int) ADMIN_LIMIT.toMillis(),
                "client.id",
                "watchfloor-launcher"))) {
            Set<String> present = admin.listTopics().names().get(ADMIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
            List<NewTopic> missing = Topics.all().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .map(EmbeddedBroker::topic)
                    .toList();
            admin.createTopics(missing).all().get(ADMIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LaunchException(
                    "Kafka's topics could not be made: " + e + ". Its log is " + config.log() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while Kafka's topics were made.", e);
        }
    }

    private static NewTopic topic(Topics.Spec spec) {
        Map<String, String> configs = new HashMap<>();
        if (spec.compacted()) {
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        return new NewTopic(spec.name(), Optional.of(PARTITIONS), Optional.empty()).configs(configs);
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + config.port();
    }

    /** Client port. */
    public int port() {
        return config.port();
    }

    /** Process id of its JVM. */
    public long pid() {
        return process.pid();
    }

    /** Whether its process lives. */
    public boolean alive() {
        return process.alive();
    }

    /** Its log file. */
    public Path log() {
        return config.log();
    }

    /** Stops it cleanly, within 30 s. */
    public void stop() {
        process.stop(STOP_LIMIT);
    }

    /** Kills it as a crash would ({@code kill -9}). */
    public void kill() {
        process.kill();
    }

    /** Stops a broker left over on this directory, if there is one; whether there was. */
    public static boolean stopAny(Path directory) {
        return ChildProcess.stopRecorded(new Config(directory, 0, 0).pidFile(), STOP_LIMIT);
    }

    @Override
    public void close() {
        stop();
    }
}
