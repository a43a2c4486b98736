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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The search service of the stack with settings of a test, in place of its own until closed. */
final class SearchProcess implements AutoCloseable {
    private static final String AT_WORK = """
            select query from pg_stat_activity
             where usename = current_user and pid <> pg_backend_pid() and state in ('active', 'idle in transaction')
               and query like ?
            """;
    /** Verb and table of a statement. */
    private static final Pattern CHANGE =
            Pattern.compile("(insert into|delete from|update)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

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

    /**
     * Kills it as a crash would, as soon as a transaction of it is at a statement.
     *
     * @param statement as in SQL's {@code like}
     * @param after so long at the earliest
     * @param longest so long after that at the latest
     * @return what its transactions were changing, as {@code delete from event_block}; {@code nothing} when they were not
     */
    Set<String> killAt(String statement, Duration after, Duration longest) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword());
                PreparedStatement question = connection.prepareStatement(AT_WORK)) {
            Awaitility.await().pollDelay(after).until(process::alive);
            long end = System.nanoTime() + longest.toNanos();
            List<String> seen = statements(question, statement);
            while (seen.isEmpty() && System.nanoTime() < end) {
                seen = statements(question, statement);
            }
            process.kill();
            return changes(seen);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> statements(PreparedStatement question, String like) throws SQLException {
        question.setString(1, like);
        List<String> statements = new ArrayList<>();
        try (ResultSet seen = question.executeQuery()) {
            while (seen.next()) {
                statements.add(seen.getString(1));
            }
        }
        return statements;
    }

    private static Set<String> changes(List<String> statements) {
        Set<String> changes = new TreeSet<>();
        for (String statement : statements) {
            Matcher found = CHANGE.matcher(statement);
            if (found.find()) {
                changes.add(found.group(1).toLowerCase(Locale.ROOT) + " " + found.group(2));
            }
        }
        return changes.isEmpty() ? Set.of("nothing") : changes;
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

    @Override
    public void close() {
        process.stop();
        stack.restart(Service.SEARCH);
    }
}
