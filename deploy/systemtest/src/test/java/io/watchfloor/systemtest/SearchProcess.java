package io.watchfloor.systemtest;

import io.watchfloor.local.Service;
import io.watchfloor.local.ServiceDatabase;
import io.watchfloor.local.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The search service of the stack with settings of a test, in place of its own until closed. */
final class SearchProcess implements AutoCloseable {
    private static final String AT_WORK = """
            select 1 from pg_stat_activity
             where usename = current_user and pid <> pg_backend_pid() and state in ('active', 'idle in transaction')
               and query like ?
            """;

    private final SystemStack stack;
    private final ServiceProcess.Spec spec;
    private final ServiceDatabase database;
    private ServiceProcess process;

    SearchProcess(SystemStack stack, Map<String, String> settings) {
        this.stack = stack;
        ServiceProcess.Spec own = stack.spec(Service.SEARCH);
        Map<String, String> environment = new HashMap<>(own.environment());
        environment.putAll(settings);
        this.spec = new ServiceProcess.Spec(
                own.service(),
                own.application(),
                own.url(),
                environment,
                own.log().resolveSibling("search-own.log"),
                own.pidFile().resolveSibling("search-own.pid"));
        this.database = stack.database(Service.SEARCH);
        stop(own);
        stack.kill(Service.SEARCH);
        this.process = ServiceProcess.launch(spec);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.kill()));
        process.awaitReady();
    }

    /** Cleanly, so that it leaves its consumer group and the next one need not wait for it. */
    private static void stop(ServiceProcess.Spec own) {
        try {
            long pid = Long.parseLong(Files.readString(own.pidFile()).strip().split(" ", 2)[0]);
            ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
            handle.destroy();
            handle.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it as a crash would. */
    void kill() {
        process.kill();
    }

    /** A new process in place of the one that was killed; ready when this returns. */
    void revive() {
        process = ServiceProcess.launch(spec);
        process.awaitReady();
    }

    boolean alive() {
        return process.alive();
    }

    /** What it has logged. */
    String log() {
        try {
            return Files.readString(spec.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Watches until a transaction of the service is at a statement.
     *
     * @param statement as in SQL's {@code like}
     * @return whether one was seen before the time was over
     */
    boolean awaitStatement(String statement, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword());
                PreparedStatement question = connection.prepareStatement(AT_WORK)) {
            question.setString(1, statement);
            while (System.nanoTime() < end) {
                try (ResultSet seen = question.executeQuery()) {
                    if (seen.next()) {
                        return true;
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.stop();
        stack.restart(Service.SEARCH);
    }
}
