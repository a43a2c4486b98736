package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.CommandException;
import io.watchfloor.local.ScratchService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the service's database takes on the disk. */
final class OurDisk {
    private static final String TABLES = """
            select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class
             where relkind = 'r' and relnamespace = 'public'::regnamespace and relname like 'event%'
            """;
    private static final String LOG = "select coalesce(sum(size), 0) from pg_ls_waldir()";
    private static final String POSITION = "select pg_current_wal_lsn() - '0/0'";

    private final ScratchService service;

    OurDisk(ScratchService service) {
        this.service = service;
    }

    /** Tables of events with indexes and what is kept out of line; the log of the database is told apart. */
    SearchSide.Disk measure() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute("checkpoint");
            assert !rows;
            return new SearchSide.Disk(
                    number(statement, TABLES), "%,d MB of write-ahead log".formatted(number(statement, LOG) >> 20));
        } catch (SQLException e) {
            throw new CommandException("The database does not tell its size: " + e.getMessage(), e);
        }
    }

    /** Bytes of write-ahead log written so far. */
    long logPosition() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return number(statement, POSITION);
        } catch (SQLException e) {
            throw new CommandException("The database does not tell its log: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                service.serviceDatabase().jdbcUrl(),
                "postgres",
                service.database().superuserPassword());
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
