package io.watchfloor.systemtest;

import io.watchfloor.local.Ports;
import io.watchfloor.local.Service;
import io.watchfloor.local.ServiceDatabase;
import io.watchfloor.local.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three detection services over the database and Kafka of the stack, in place of its own, each with a gate to search. */
final class DetectionCluster implements AutoCloseable {
    /** One of the three. */
    record Instance(ServiceProcess process, SearchGate gate, ServiceProcess.Spec spec) {
        void signal(String name) {
            try {
                int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
                if (exit != 0) {
                    throw new IllegalStateException("kill -" + name + " failed");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private final SystemStack stack;
    private final Map<String, String> settings;
    private final ServiceDatabase database;
    private final List<Instance> instances = new ArrayList<>();

    /** @param lease of runs and back-tests */
    DetectionCluster(SystemStack stack, Duration lease) {
        this.stack = stack;
        this.settings = Map.of(
                "WATCHFLOOR_SCHEDULE_LEASE",
                lease.toString(),
                "WATCHFLOOR_SCHEDULE_RETRY_DELAY",
                "1s",
                "WATCHFLOOR_SCHEDULE_RUN_BUDGET",
                "30s",
                "WATCHFLOOR_BACKTEST_LEASE",
                lease.toString());
        this.database = stack.database(Service.DETECTION);
        // The instance on the stack's own port keeps it, so clients find it where they always do.
        ServiceProcess.Spec own = stack.spec(Service.DETECTION);
        stack.kill(Service.DETECTION);
        launch(own, own.url(), 0);
        launch(own, free(), 1);
        launch(own, free(), 2);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> instances.forEach(instance -> instance.process().kill())));
        instances.forEach(instance -> instance.process().awaitReady());
    }

    private static URI free() {
        return URI.create("http://127.0.0.1:" + Ports.free());
    }

    /** New processes in place of those that were killed; ready when this returns. */
    void revive() {
        instances.replaceAll(instance -> instance.process().alive() ? instance : again(instance));
        instances.forEach(instance -> instance.process().awaitReady());
    }

    private static Instance again(Instance gone) {
        return new Instance(ServiceProcess.launch(gone.spec()), gone.gate(), gone.spec());
    }

    /** What the instance has logged. */
    String log(Instance instance) {
        try {
            return Files.readString(instance.spec().log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch(ServiceProcess.Spec own, URI url, int number) {
        SearchGate gate = new SearchGate(URI.create(stack.url(Service.SEARCH)));
        Map<String, String> environment = new HashMap<>(own.environment());
        environment.putAll(settings);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(url.getPort()));
        environment.put("WATCHFLOOR_SEARCH_URL", gate.url());
        environment.put("WATCHFLOOR_STREAM_STATE_DIR", own.environment().get("WATCHFLOOR_STREAM_STATE_DIR") + number);
        Path log = own.log().resolveSibling("detection-" + number + ".log");
        Path pidFile = own.pidFile().resolveSibling("detection-" + number + ".pid");
        ServiceProcess.Spec spec =
                new ServiceProcess.Spec(own.service(), own.application(), url, environment, log, pidFile);
        instances.add(new Instance(ServiceProcess.launch(spec), gate, spec));
    }

    List<Instance> instances() {
        return instances;
    }

    /** The instance whose search is held up at its gate. */
    Instance searching() {
        return instances.stream()
                .filter(instance -> instance.gate().waiting() > 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no instance searches"));
    }

    void close(boolean gates) {
        instances.forEach(instance -> instance.gate().close(gates));
    }

    /** Rows that the tenant sees, or the number of rows changed. */
    List<Map<String, Object>> sql(String tenant, String sql, Object... parameters) {
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword())) {
            connection.setAutoCommit(false);
            execute(connection, "select set_config('app.tenant', ?, true)", tenant);
            List<Map<String, Object>> rows = execute(connection, sql, parameters);
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, Object>> execute(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<Map<String, Object>> rows = new ArrayList<>();
            if (statement.execute()) {
                ResultSet result = statement.getResultSet();
                while (result.next()) {
                    Map<String, Object> row = new HashMap<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    @Override
    public void close() {
        instances.forEach(instance -> instance.signal("CONT"));
        instances.forEach(instance -> instance.process().stop());
        instances.forEach(instance -> instance.gate().stop());
        stack.restart(Service.DETECTION);
    }
}
