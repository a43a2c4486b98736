package io.watchfloor.cli;

import io.watchfloor.local.PortPlan;
import io.watchfloor.local.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which stack, and where it listens. */
public final class StackOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${env:WATCHFLOOR_DATA_DIR:-.watchfloor}",
            description = "Where data, keys and logs are (default: ${DEFAULT-VALUE}).")
    private Path dataDirectory = Path.of(".watchfloor");

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "${env:WATCHFLOOR_PORT_BASE}",
            description =
                    "Move all ports: services N+1 to N+4, syslog N+14, Kafka N+92, PostgreSQL N+33. Without it: 8081-8084, 5514, 9092, 5433.")
    private @Nullable Integer portBase;

    @Option(
            names = "--syslog-port",
            paramLabel = "PORT",
            defaultValue = "${env:WATCHFLOOR_SYSLOG_PORT}",
            description = "Syslog over TCP and UDP.")
    private @Nullable Integer syslogPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "${env:WATCHFLOOR_KAFKA_PORT}",
            description = "Kafka; its controller takes the port after it.")
    private @Nullable Integer kafkaPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "${env:WATCHFLOOR_POSTGRES_PORT}",
            description = "PostgreSQL.")
    private @Nullable Integer postgresPort;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            defaultValue = "${env:WATCHFLOOR_TENANT:-acme}",
            description = "Tenant of what arrives by syslog (default: ${DEFAULT-VALUE}).")
    private String tenant = "acme";

    /** The stack these options describe. */
    public Stack.Config config() {
        return new Stack.Config(dataDirectory, ports(), Tokens.requireTenant(tenant), SourceTree.home());
    }

    private PortPlan ports() {
        PortPlan base = portBase == null ? PortPlan.standard() : PortPlan.from(portBase);
        return new PortPlan(
                base.search(),
                base.detection(),
                base.promotion(),
                base.cases(),
                Optional.ofNullable(syslogPort).orElse(base.syslog()),
                Optional.ofNullable(kafkaPort).orElse(base.kafka()),
                Optional.ofNullable(postgresPort).orElse(base.postgres()));
    }

    /** The same options as arguments of another process. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(
                List.of("--data-dir", dataDirectory.toAbsolutePath().toString(), "--tenant", tenant));
        add(arguments, "--port-base", portBase);
        add(arguments, "--syslog-port", syslogPort);
        add(arguments, "--kafka-port", kafkaPort);
        add(arguments, "--postgres-port", postgresPort);
        return arguments;
    }

    private static void add(List<String> arguments, String name, @Nullable Integer value) {
        if (value != null) {
            arguments.addAll(List.of(name, value.toString()));
        }
    }
}
