package io.watchfloor.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Kafka is. */
@ConfigMapping(prefix = "kafka.bootstrap")
public interface KafkaConfig {
    /** Comma-separated {@code host:port} list, shared with the messaging connector. */
    @WithDefault("127.0.0.1:9092")
    String servers();

    default String bootstrapServers() {
        return servers();
    }
}
