package io.watchfloor.testkit.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.watchfloor.local.EmbeddedBroker;
import io.watchfloor.local.EmbeddedDatabase;
import io.watchfloor.local.Ports;
import io.watchfloor.local.ServiceDatabase;
import io.watchfloor.testkit.fixture.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Real PostgreSQL and Kafka for a service's component tests, new for each test JVM. Argument {@code database} is the
 * service's database: search, detection, promotion or cases.
 */
public class ServiceInfrastructure implements QuarkusTestResourceLifecycleManager {
    private static final String CURSOR_KEY =
            Base64.getEncoder().encodeToString("test only: cursors are signed with this".getBytes());

    private String database = "";
    private @Nullable EmbeddedDatabase postgres;
    private @Nullable EmbeddedBroker kafka;

    @Override
    public void init(Map<String, String> args) {
        database = args.getOrDefault("database", "");
        if (database.isEmpty()) {
            throw new IllegalArgumentException("ServiceInfrastructure needs the argument database");
        }
    }

    @Override
    public Map<String, String> start() {
        Path directory = newDirectory();
        var broker = CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(
                new EmbeddedBroker.Config(directory.resolve("kafka"), Ports.free(), Ports.free())));
        EmbeddedDatabase started =
                EmbeddedDatabase.start(new EmbeddedDatabase.Config(directory.resolve("postgres"), Ports.free(), false));
        postgres = started;
        ServiceDatabase service = started.createServiceDatabase(database);
        EmbeddedBroker joined = broker.join();
        kafka = joined;
        joined.createTopics();
        DatabaseProbe.use(service);
        KafkaProbe.use(joined.bootstrapServers());
        return configuration(directory, service, joined.bootstrapServers());
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private Map<String, String> configuration(Path directory, ServiceDatabase service, String kafkaServers) {
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.datasource.reactive.url", service.reactiveUrl());
        config.put("quarkus.datasource.username", service.appUser());
        config.put("quarkus.datasource.password", service.appPassword());
        config.put("quarkus.datasource.migrate.jdbc.url", service.jdbcUrl());
        config.put("quarkus.datasource.migrate.username", service.ownerUser());
        config.put("quarkus.datasource.migrate.password", service.ownerPassword());
        config.put("kafka.bootstrap.servers", kafkaServers);
        config.put("mp.jwt.verify.publickey.location", write(directory, "jwt.pub", Tokens.publicKeyPem()));
        config.put("mp.jwt.verify.issuer", Tokens.ISSUER);
        config.put("watchfloor.identity.service-key", write(directory, "jwt.key", Tokens.privateKeyPem()));
        config.put("watchfloor.database.name", database);
        config.put("watchfloor.page.cursor-key", CURSOR_KEY);
        config.put("watchfloor.stream.state-dir", directory.resolve("streams").toString());
        config.put("watchfloor.stream.wait-for-late", "1s");
        return config;
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "stack")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Path directory, String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
