package io.watchfloor.local;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A real PostgreSQL 18 on loopback with its data in one directory, which survives restarts. Not a child that dies with this JVM: after a
 * {@code kill -9} of the launcher it runs on, and the next {@link #start} adopts it.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /**
     * Where and how to run.
     *
     * @param directory its home: cluster in {@code pgdata}, passwords in {@code secrets}, log in {@code postgresql.log}
     * @param port loopback TCP port
     * @param durable whether commits reach the disk (fsync); false only for throw-away data of tests
     */
    public record Config(Path directory, int port, boolean durable) {
        public Config {
            directory = directory.toAbsolutePath().normalize();
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("a port is 1-65535, not " + port);
            }
        }

        Path data() {
            return directory.resolve("pgdata");
        }

        Path secret(String name) {
            return directory.resolve("secrets").resolve(name);
        }

        Path log() {
            return directory.resolve("postgresql.log");
        }
    }

    private final Config config;
    private final PostgresControl control;
    private final long pid;

    private EmbeddedDatabase(Config config, PostgresControl control, long pid) {
        this.config = config;
        this.control = control;
        this.pid = pid;
    }

    /** Starts it, or adopts the one that already runs on this directory; said nothing about. */
    public static EmbeddedDatabase start(Config config) {
        return start(config, notice -> {});
    }

    /**
     * Starts it, making the cluster at the first time, and returns when it accepts connections.
     *
     * @param notices told, in a sentence, what was found left over from an earlier run and done about it
     * @throws LaunchException if the port or the directory is held by another program, or PostgreSQL refuses
     */
    public static EmbeddedDatabase start(Config config, Consumer<String> notices) {
        PrivateFiles.directory(config.directory());
        PostgresControl control = new PostgresControl(PostgresBinaries.unpacked(), config.data(), config.log());
        return switch (Postmaster.of(config.data())) {
            case Postmaster.None none -> fresh(config, control);
            case Postmaster.Stale stale -> {
                notices.accept("PostgreSQL was not stopped cleanly last time (pid " + stale.pid()
                        + " is gone): removed its stale postmaster.pid; it recovers from its log.");
                control.forget();
                yield fresh(config, control);
            }
            case Postmaster.Running running -> adopt(config, control, running, notices);
            case Postmaster.Foreign foreign ->
                throw new LaunchException("The data directory " + config.data() + " seems to be in use by process "
                        + foreign.pid() + " (" + foreign.command()
                        + "). Stop that process; if it has nothing to do with this directory, remove "
                        + config.data().resolve("postmaster.pid") + ".");
        };
    }

    private static EmbeddedDatabase adopt(
            Config config, PostgresControl control, Postmaster.Running running, Consumer<String> notices) {
        if (running.port() == config.port()) {
            notices.accept("PostgreSQL of an earlier run is still up (pid " + running.pid() + "): adopted.");
            return new EmbeddedDatabase(config, control, running.pid());
        }
        notices.accept("PostgreSQL of an earlier run is still up on port " + running.port() + " (pid " + running.pid()
                + "): stopped to start again.");
        control.stop(running);
        return fresh(config, control);
    }

    private static EmbeddedDatabase fresh(Config config, PostgresControl control) {
        Ports.requireFree(config.port(), "PostgreSQL", "--postgres-port");
        String password = PrivateFiles.once(config.secret("postgres"), PrivateFiles::secret);
        assert !password.isEmpty();
        if (!control.initialised()) {
            control.initialise(config.secret("postgres"));
        }
        control.start(settings(config));
        if (Postmaster.of(config.data()) instanceof Postmaster.Running running) {
            return new EmbeddedDatabase(config, control, running.pid());
        }
        throw new LaunchException("PostgreSQL ended just after its start. Its log is " + config.log() + ".");
    }

    private static List<String> settings(Config config) {
        String durable = config.durable() ? "on" : "off";
        return List.of(
                "-c listen_addresses=127.0.0.1",
                "-c port=" + config.port(),
                "-c unix_socket_directories=",
                "-c max_connections=100",
                "-c shared_buffers=64MB",
                "-c fsync=" + durable,
                "-c synchronous_commit=" + durable,
                "-c full_page_writes=" + durable,
                "-c jit=off",
                "-c autovacuum_naptime=10s",
                "-c timezone=UTC",
                "-c log_timezone=UTC",
                "-c password_encryption=scram-sha-256",
                "-c log_line_prefix=%m[%p]%d:");
    }

    /**
     * The database of this name with its roles {@code _owner} (migrations), {@code _app} (the service: may connect and use the schema) and
     * {@code _system} (no login; the application may SET it, but does not inherit it). Made if missing; passwords are made once and kept.
     *
     * @param name {@code [a-z][a-z0-9_]{0,40}}
     */
    public ServiceDatabase createServiceDatabase(String name) {
        ServiceDatabase database = describe(name);
        roles().make(database);
        return database;
    }

    /** Drops the database and its roles, ending its sessions; nothing if there is none. */
    public void dropServiceDatabase(String name) {
        roles().drop(describe(name));
    }

    private ServiceDatabase describe(String name) {
        return new ServiceDatabase(
                ServiceDatabase.requireName(name),
                config.port(),
                PrivateFiles.once(config.secret(name + "_owner"), PrivateFiles::secret),
                PrivateFiles.once(config.secret(name + "_app"), PrivateFiles::secret));
    }

    private DatabaseRoles roles() {
        return new DatabaseRoles(config.port(), superuserPassword());
    }

    /** Password of the superuser {@code postgres}. */
    public String superuserPassword() {
        return PrivateFiles.once(config.secret("postgres"), PrivateFiles::secret);
    }

    /** Loopback port. */
    public int port() {
        return config.port();
    }

    /** Process id of the postmaster. */
    public long pid() {
        return pid;
    }

    /** Its log file. */
    public Path log() {
        return config.log();
    }

    /** Ends sessions, writes a checkpoint and stops, within 60 s; nothing if it does not run. */
    public void stop() {
        if (Postmaster.of(config.data()) instanceof Postmaster.Running running) {
            control.stop(running);
        }
    }

    /** Stops what runs on this directory, if anything does; whether it did. */
    public static boolean stopAny(Path directory) {
        Config config = new Config(directory, 1, true);
        if (Postmaster.of(config.data()) instanceof Postmaster.Running running) {
            new PostgresControl(PostgresBinaries.unpacked(), config.data(), config.log()).stop(running);
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        stop();
    }
}
