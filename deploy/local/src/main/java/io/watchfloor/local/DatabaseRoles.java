package io.watchfloor.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes a service's database and its three roles as superuser; again and again without harm. */
final class DatabaseRoles {

    private final int port;
    private final String superuserPassword;

    DatabaseRoles(int port, String superuserPassword) {
        this.port = port;
        this.superuserPassword = superuserPassword;
    }

    void make(ServiceDatabase database) {
        try {
            try (Connection connection = connect("postgres")) {
                role(connection, database.ownerUser(), "login password '" + database.ownerPassword() + "'");
                role(connection, database.appUser(), "login password '" + database.appPassword() + "'");
                role(connection, database.systemRole(), "nologin");
                create(connection, database);
            }
            try (Connection connection = connect(database.name())) {
                run(connection, inside(database));
            }
        } catch (SQLException e) {
            throw new LaunchException(
                    "The database " + database.name() + " could not be prepared: " + e.getMessage(), e);
        }
    }

    void drop(ServiceDatabase database) {
        try (Connection connection = connect("postgres")) {
            run(
                    connection,
                    List.of(
                            "drop database if exists " + database.name() + " with (force)",
                            "drop role if exists " + database.appUser(),
                            "drop role if exists " + database.systemRole(),
                            "drop role if exists " + database.ownerUser()));
        } catch (SQLException e) {
            throw new LaunchException(
                    "The database " + database.name() + " could not be dropped: " + e.getMessage(), e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", superuserPassword);
    }

    private static void role(Connection connection, String name, String rights) throws SQLException {
        String verb = exists(connection, "select 1 from pg_roles where rolname = ?", name) ? "alter" : "create";
        run(
                connection,
                List.of(verb + " role " + name + " nosuperuser nobypassrls nocreatedb nocreaterole noreplication "
                        + rights));
    }

    private static void create(Connection connection, ServiceDatabase database) throws SQLException {
        if (!exists(connection, "select 1 from pg_database where datname = ?", database.name())) {
            run(connection, List.of("create database " + database.name() + " owner " + database.ownerUser()));
        }
        run(
                connection,
                List.of(
                        "revoke all on database " + database.name() + " from public",
                        "grant connect on database " + database.name() + " to " + database.appUser(),
                        "grant " + database.systemRole() + " to " + database.appUser()
                                + " with inherit false, set true"));
    }

    private static List<String> inside(ServiceDatabase database) {
        return List.of(
                "alter schema public owner to " + database.ownerUser(),
                "revoke all on schema public from public",
                "grant usage on schema public to " + database.appUser() + ", " + database.systemRole());
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, List<String> commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                boolean rows = statement.execute(command);
                assert !rows;
            }
        }
    }
}
