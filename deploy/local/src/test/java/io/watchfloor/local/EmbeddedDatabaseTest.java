package io.watchfloor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path directory;

    private final List<String> notices = new ArrayList<>();

    @AfterEach
    void stop() {
        EmbeddedDatabase.stopAny(directory);
    }

    @Test
    void dataPasswordsAndRolesSurviveARestart() throws SQLException, IOException {
        ServiceDatabase search;
        try (EmbeddedDatabase database = start()) {
            search = database.createServiceDatabase("search");
            run(
                    owner(search),
                    "create table note(text text)",
                    "insert into note values ('kept')",
                    "grant select on note to search_app");
        }

        try (EmbeddedDatabase database = start()) {
            assertThat(database.createServiceDatabase("search").appPassword()).isEqualTo(search.appPassword());
            ServiceDatabase again = database.createServiceDatabase("search");
            assertThat(ask(app(again), "select text from note")).contains("kept");
            assertThat(ask(app(again), "show fsync")).contains("on");
        }
        assertThat(notices).isEmpty();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("secrets/search_app"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theApplicationRoleOwnsNothingAndTakesTheSystemRoleOnlyWhenItSaysSo() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            ServiceDatabase cases = database.createServiceDatabase("cases");
            run(owner(cases), "create table note(text text)", "grant select on note to cases_system");

            assertThatThrownBy(() -> run(app(cases), "create table mine(a int)"))
                    .hasMessageContaining("permission denied for schema public");
            assertThatThrownBy(() -> ask(app(cases), "select text from note"))
                    .hasMessageContaining("permission denied for table note");
            run(app(cases), "set role cases_system", "select text from note");
            assertThat(ask(app(cases), "select rolbypassrls or rolsuper from pg_roles where rolname = current_user"))
                    .contains("f");
            database.createServiceDatabase("search");
            String foreign = cases.jdbcUrl().replace("/cases", "/search");
            assertThatThrownBy(() -> DriverManager.getConnection(foreign, cases.appUser(), cases.appPassword()))
                    .hasMessageContaining("permission denied for database");
            database.dropServiceDatabase("search");
        }
    }

    @Test
    void aKilledPostmasterLeavesAStalePidFileWhichIsRemovedAndSaid() throws Exception {
        EmbeddedDatabase killed = start();
        ServiceDatabase search = killed.createServiceDatabase("search");
        run(owner(search), "create table note as select 'committed' as text");
        ProcessHandle postmaster = ProcessHandle.of(killed.pid()).orElseThrow();
        assertThat(postmaster.destroyForcibly()).isTrue();
        postmaster.onExit().get(10, TimeUnit.SECONDS);

        try (EmbeddedDatabase database = start()) {
            assertThat(ask(owner(database.createServiceDatabase("search")), "select text from note"))
                    .contains("committed");
        }
        assertThat(notices).singleElement().asString().contains("pid " + killed.pid() + " is gone", "postmaster.pid");
    }

    @Test
    void aPostmasterLeftBehindByAKilledLauncherIsAdoptedOrOnAnotherPortRestarted() {
        EmbeddedDatabase left = start();

        EmbeddedDatabase adopted =
                EmbeddedDatabase.start(new EmbeddedDatabase.Config(directory, left.port(), true), notices::add);
        assertThat(adopted.pid()).isEqualTo(left.pid());

        try (EmbeddedDatabase moved = start()) {
            assertThat(moved.pid()).isNotEqualTo(left.pid());
        }
        assertThat(notices).hasSize(2).first().asString().contains("adopted");
        assertThat(notices.getLast()).contains("stopped to start again");
    }

    @Test
    void aBusyPortIsRefusedWithTheOptionThatChangesIt() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            EmbeddedDatabase.start(new EmbeddedDatabase.Config(directory, other.getLocalPort(), true)))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " (PostgreSQL) is in use")
                    .hasMessageContaining("--postgres-port");
        }
    }

    @Test
    void aPidFileNamingAnotherProgramIsStale() throws IOException {
        Path data = Files.createDirectories(directory.resolve("pgdata"));
        long self = ProcessHandle.current().pid();
        Files.writeString(data.resolve("postmaster.pid"), self + "\n" + data + "\n0\n5433\n");
        assertThat(Postmaster.of(data)).isEqualTo(new Postmaster.Stale(self));
    }

    @Test
    void namesThatAreNotPlainAreRefusedBeforeAnythingIsWritten() {
        try (EmbeddedDatabase database = start()) {
            assertThatThrownBy(() -> database.createServiceDatabase("../x; drop"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(new EmbeddedDatabase.Config(directory, Ports.free(), true), notices::add);
    }

    private static Connection owner(ServiceDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }

    private static Connection app(ServiceDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword());
    }

    private static void run(Connection connection, String... commands) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static Optional<String> ask(Connection connection, String query) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }
}
