package io.watchfloor.cases.alert;

import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.platform.identity.TenantId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One transaction of the intake: what it has locked and changed so far. Used by one step after the other, never at
 * once.
 */
final class IntakeSession {
    /** An alert as the transaction leaves it, and what happened to it. */
    record Touched(Alert alert, Set<AlertChange> changes, Cause cause) {}

    private final SqlConnection connection;
    private final TenantId tenant;
    private final Map<AlertId, Touched> touched = new LinkedHashMap<>();

    IntakeSession(SqlConnection connection, TenantId tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    SqlConnection connection() {
        return connection;
    }

    TenantId tenant() {
        return tenant;
    }

    /** Notes a change that was written. */
    void touch(Alert after, Set<AlertChange> changes, Cause cause) {
        EnumSet<AlertChange> all = EnumSet.noneOf(AlertChange.class);
        all.addAll(changes);
        Touched before = touched.get(after.id());
        if (before != null) {
            all.addAll(before.changes());
        }
        touched.put(after.id(), new Touched(after, all, cause));
    }

    /** The alert as this transaction left it, or as given if it did not change it. */
    Alert present(Alert alert) {
        Touched known = touched.get(alert.id());
        return known == null ? alert : known.alert();
    }

    Collection<Touched> touched() {
        return List.copyOf(touched.values());
    }
}
