package io.watchfloor.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** server.properties of the one-node broker: controller and broker in one process, loopback only, replication 1. */
record BrokerSettings(Path directory, int port, int controllerPort) {

    Path logs() {
        return directory.resolve("log");
    }

    Path file() {
        return directory.resolve("server.properties");
    }

    String text() {
        return values().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(values());
        return properties;
    }

    private Map<String, String> values() {
        String plain = "127.0.0.1:" + port;
        String controller = "127.0.0.1:" + controllerPort;
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://" + plain + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://" + plain),
                Map.entry("log.dirs", logs().toString()),
                Map.entry("num.partitions", "4"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
                Map.entry("log.retention.hours", "168"),
                // As large as services send: an event holds its original of up to 1 MiB beside its fields.
                Map.entry("message.max.bytes", "4194304"),
                Map.entry("log.segment.bytes", "134217728"));
    }
}
