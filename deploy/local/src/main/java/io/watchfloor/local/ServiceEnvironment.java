package io.watchfloor.local;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The configuration a service gets from the launcher, as environment variables. */
record ServiceEnvironment(Stack.Config config, StackDirectory directory, LocalIdentity identity) {

    Map<String, String> of(Service service, ServiceDatabase database) {
        Map<String, String> env = new HashMap<>();
        env.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        env.put("QUARKUS_HTTP_PORT", Integer.toString(config.ports().of(service)));
        env.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + config.ports().kafka());
        env.put("WATCHFLOOR_PAGE_CURSOR_KEY", directory.cursorKey());
        for (Service other : Service.values()) {
            String name = "WATCHFLOOR_" + other.label().toUpperCase(Locale.ROOT) + "_URL";
            env.put(name, config.ports().url(other).toString());
        }
        putDatabase(env, database);
        putIdentity(env);
        putOwn(env, service);
        return env;
    }

    private static void putDatabase(Map<String, String> env, ServiceDatabase database) {
        env.put("WATCHFLOOR_DATABASE_NAME", database.name());
        env.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        env.put("QUARKUS_DATASOURCE_USERNAME", database.appUser());
        env.put("QUARKUS_DATASOURCE_PASSWORD", database.appPassword());
        env.put("QUARKUS_DATASOURCE_MIGRATE_JDBC_URL", database.jdbcUrl());
        env.put("QUARKUS_DATASOURCE_MIGRATE_USERNAME", database.ownerUser());
        env.put("QUARKUS_DATASOURCE_MIGRATE_PASSWORD", database.ownerPassword());
    }

    private void putIdentity(Map<String, String> env) {
        env.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "file:" + identity.publicFile());
        env.put("MP_JWT_VERIFY_ISSUER", LocalIdentity.ISSUER);
        env.put("WATCHFLOOR_IDENTITY_SERVICE_KEY", identity.privateFile().toString());
    }

    private void putOwn(Map<String, String> env, Service service) {
        String syslog = Integer.toString(config.ports().syslog());
        switch (service) {
            case SEARCH -> {
                env.put("WATCHFLOOR_SYSLOG_LISTENERS_DEFAULT_TENANT", config.tenant());
                env.put("WATCHFLOOR_SYSLOG_LISTENERS_DEFAULT_TCP_PORT", syslog);
                env.put("WATCHFLOOR_SYSLOG_LISTENERS_DEFAULT_UDP_PORT", syslog);
                putBundle(env);
            }
            case DETECTION ->
                env.put("WATCHFLOOR_STREAM_STATE_DIR", directory.streams().toString());
            case PROMOTION, CASES -> {}
        }
    }

    private void putBundle(Map<String, String> env) {
        if (Files.exists(directory.attackBundle())) {
            env.put("WATCHFLOOR_TOOLS_ATTACK_BUNDLE", directory.attackBundle().toString());
        }
    }
}
