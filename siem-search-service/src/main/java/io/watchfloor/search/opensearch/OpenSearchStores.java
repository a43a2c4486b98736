package io.watchfloor.search.opensearch;

import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.IngestLedger;
import io.watchfloor.search.store.RemoteStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the store over OpenSearch, when it is asked for. */
@ApplicationScoped
class OpenSearchStores implements RemoteStore {
    private final TenantDatabase database;
    private final IngestLedger ledger;
    private final OpenSearchClient client;
    private final BulkWriter writer;

    OpenSearchStores(TenantDatabase database, IngestLedger ledger, OpenSearchClient client, BulkWriter writer) {
        this.database = database;
        this.ledger = ledger;
        this.client = client;
        this.writer = writer;
    }

    @Override
    public EventStore open() {
        return new OpenSearchEventStore(database, ledger, client, writer);
    }
}
