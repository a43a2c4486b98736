package io.watchfloor.search.store;

import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes the store that the configuration asks for. */
final class EventStores {
    private EventStores() {}

    @Produces
    @ApplicationScoped
    static EventStore store(
            TenantDatabase database, IngestLedger ledger, BlockCaches caches, StoreConfig config, RemoteStore remote) {
        return switch (config.kind()) {
            case BLOCKS -> new BlockEventStore(database, ledger, caches);
            case OPENSEARCH -> remote.open();
        };
    }
}
