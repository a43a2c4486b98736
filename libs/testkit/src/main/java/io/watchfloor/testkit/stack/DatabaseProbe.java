package io.watchfloor.testkit.stack;

import io.watchfloor.local.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks into the service's database with the service's own rights: as the application role, with or without a tenant. */
public final class DatabaseProbe {
    private static volatile @Nullable ServiceDatabase database;

    private DatabaseProbe() {}

    static void use(ServiceDatabase service) {
        database = service;
    }

    /** Every table that holds tenants' rows. */
    public static List<String> tenantTables() {
        return query(
                        null,
                        "select table_name from information_schema.columns"
                                + " where table_schema = 'public' and column_name = 'tenant_id' order by 1")
                .stream()
                .map(row -> (String) row.get("table_name"))
                .toList();
    }

    /** Rows that the application role sees; {@code tenant} null means no tenant is set. */
    public static List<Map<String, Object>> query(@Nullable String tenant, String sql, Object... parameters) {
        ServiceDatabase service = used();
        return connected(service.appUser(), service.appPassword(), connection -> {
            if (tenant != null) {
                run(connection, "select set_config('app.tenant', ?, true)", tenant);
            }
            return run(connection, sql, parameters);
        });
    }

    private static ServiceDatabase used() {
        ServiceDatabase service = database;
        if (service == null) {
            throw new IllegalStateException("no ServiceInfrastructure was started");
        }
        return service;
    }

    private interface Work {
        List<Map<String, Object>> on(Connection connection) throws SQLException;
    }

    private static List<Map<String, Object>> connected(String user, String password, Work work) {
        Supplier<String> url = () -> used().jdbcUrl();
        try (Connection connection = DriverManager.getConnection(url.get(), user, password)) {
            connection.setAutoCommit(false);
            List<Map<String, Object>> rows = work.on(connection);
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static List<Map<String, Object>> run(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.execute() ? rows(statement.getResultSet()) : List.of();
        }
    }

    private static List<Map<String, Object>> rows(ResultSet result) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
