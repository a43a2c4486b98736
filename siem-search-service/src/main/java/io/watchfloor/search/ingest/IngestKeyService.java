package io.watchfloor.search.ingest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes, lists, revokes and checks ingest keys. */
@ApplicationScoped
public class IngestKeyService {
    private static final int MAX_KEYS = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final TenantDatabase database;
    private final IngestKeyRepository keys;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final Clock clock;

    IngestKeyService(
            TenantDatabase database, IngestKeyRepository keys, AuditTrail audit, IdGenerator ids, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes a key; the answer alone holds its secret. */
    public Uni<IngestKey> create(Caller caller, String name) {
        IngestKeyText text = IngestKeyText.generate(caller.tenant(), random);
        IngestKey key = new IngestKey(ids.next(), name.strip(), clock.instant(), caller.subject(), text.text());
        return database.inTenant(
                caller.tenant(),
                connection -> requireRoom(connection, caller.tenant())
                        .chain(() -> keys.insert(connection, caller.tenant(), key, text.hash()))
                        .chain(() -> audit.changed(
                                connection,
                                caller,
                                "ingest_key.created",
                                key.id().toString(),
                                Map.of()))
                        .replaceWith(key));
    }

    /** All keys of the tenant, newest first, without secrets. */
    public Uni<Page<IngestKey>> list(TenantId tenant) {
        return database.inTenant(tenant, connection -> keys.list(connection, tenant))
                .map(found -> new Page<>(found, null));
    }

    /** Revokes a key: it is refused everywhere within {@link IngestConfig#keyCache()}. */
    public Uni<Void> revoke(Caller caller, String id) {
        UUID key = id(id);
        return database.inTenant(
                caller.tenant(),
                connection -> keys.delete(connection, caller.tenant(), key)
                        .invoke(existed -> requireExisting(existed, id))
                        .chain(() ->
                                audit.changed(connection, caller, "ingest_key.revoked", key.toString(), Map.of())));
    }

    /** The id of the key, if it is one of the tenant it names. */
    Uni<Optional<UUID>> check(IngestKeyText key) {
        return database.inTenant(key.tenant(), connection -> keys.find(connection, key.tenant(), key.hash()));
    }

    private Uni<Void> requireRoom(SqlConnection connection, TenantId tenant) {
        return keys.count(connection, tenant)
                .invoke(count -> {
                    if (count >= MAX_KEYS) {
                        throw new ProblemException(
                                CommonProblem.CONFLICT, "There are " + MAX_KEYS + " keys already; revoke one first");
                    }
                })
                .replaceWithVoid();
    }

    private static void requireExisting(boolean existed, String id) {
        if (!existed) {
            throw ProblemException.notFound("ingest key", id);
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("ingest key", text);
        }
    }
}
