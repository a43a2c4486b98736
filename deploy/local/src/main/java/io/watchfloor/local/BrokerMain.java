package io.watchfloor.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * The broker's own JVM (Kafka's fault handler halts the whole JVM it is in). Argument: the server.properties. Formats the log directory at the
 * first start, then runs until TERM.
 */
public final class BrokerMain {

    private static final Logger KAFKA = Logger.getLogger("");

    private BrokerMain() {}

    /**
     * Runs the broker.
     *
     * @param arguments path of server.properties
     * @throws IOException if it cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        KAFKA.setLevel(Level.WARNING);
        Path file = Path.of(arguments[0]);
        Properties properties = new Properties();
        try (InputStream stream = Files.newInputStream(file)) {
            properties.load(stream);
        }
        if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            format(file);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        server.awaitShutdown();
    }

    private static void format(Path file) {
        String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        int status = StorageTool.execute(command, System.out);
        if (status != 0) {
            throw new IllegalStateException("the log directory could not be formatted: status " + status);
        }
    }
}
