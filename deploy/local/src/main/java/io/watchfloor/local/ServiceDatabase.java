package io.watchfloor.local;

import java.util.regex.Pattern;

/**
 * One service's database and how to reach it.
 *
 * @param name database name; its roles are {@code <name>_owner}, {@code <name>_app} and {@code <name>_system}
 * @param port loopback port of the server
 * @param ownerPassword password of the owner: migrations only
 * @param appPassword password of the application role
 */
public record ServiceDatabase(String name, int port, String ownerPassword, String appPassword) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    public ServiceDatabase {
        name = requireName(name);
    }

    /** The name, if it is one; names become part of SQL and of file names. */
    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a database name is [a-z][a-z0-9_]{0,40}, not '" + name + "'");
        }
        return name;
    }

    /** Role that owns the tables and runs migrations. */
    public String ownerUser() {
        return name + "_owner";
    }

    /** Role the service connects as; owns nothing. */
    public String appUser() {
        return name + "_app";
    }

    /** Role without login that relays and schedulers take for one transaction. */
    public String systemRole() {
        return name + "_system";
    }

    /** For Flyway and other JDBC users. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** For the reactive client. */
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String toString() {
        return "ServiceDatabase[" + jdbcUrl() + "]";
    }
}
