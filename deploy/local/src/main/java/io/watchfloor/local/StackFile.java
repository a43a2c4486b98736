package io.watchfloor.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code stack.json}: what runs on a data directory, for people and for other commands.
 *
 * @param state starting, ready or stopped
 * @param launcherPid process that started it
 * @param tenant tenant of what arrives by syslog
 * @param ports ports it uses
 * @param parts its processes
 */
public record StackFile(String state, long launcherPid, String tenant, PortPlan ports, List<Part> parts) {

    /**
     * One process.
     *
     * @param name short name
     * @param pid process id
     * @param url where it listens
     * @param log its log file
     */
    public record Part(String name, long pid, String url, String log) {
        static Part of(EmbeddedDatabase database) {
            String address = "127.0.0.1:" + database.port();
            return new Part(
                    "postgresql", database.pid(), address, database.log().toString());
        }

        static Part of(EmbeddedBroker broker) {
            return new Part(
                    "kafka",
                    broker.pid(),
                    broker.bootstrapServers(),
                    broker.log().toString());
        }

        static Part of(ServiceProcess service) {
            String url = service.url().toString();
            return new Part(
                    service.service().label(), service.pid(), url, service.log().toString());
        }

        /** Whether the process of this number runs now. */
        public boolean running() {
            return ProcessHandle.of(pid).map(Processes::running).orElse(false);
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public StackFile {
        parts = List.copyOf(parts);
    }

    /** What was last written in this data directory; it may be of a stack that was killed. */
    public static Optional<StackFile> read(Path dataDirectory) {
        Path file = new StackDirectory(dataDirectory).stackFile();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(PrivateFiles.once(file, () -> ""), StackFile.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // written by another version: only a hint, the lock and the pid files decide
        }
    }

    void write(StackDirectory directory) {
        try {
            PrivateFiles.write(directory.stackFile(), JSON.writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values is always written", e);
        }
    }
}
