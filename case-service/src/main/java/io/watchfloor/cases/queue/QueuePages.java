package io.watchfloor.cases.queue;

import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cursors of the queues. A scope names the list and its filters: a cursor does not fit another list. */
@ApplicationScoped
public class QueuePages {
    private final CursorCodec cursors;

    QueuePages(CursorCodec cursors) {
        this.cursors = cursors;
    }

    /** Where to go on. */
    public QueuePosition position(TenantId tenant, String scope, @Nullable String cursor) {
        return cursor == null ? QueuePosition.START : QueuePosition.of(cursors.decode(tenant, scope, cursor));
    }

    /**
     * The page and the cursor of the next one.
     *
     * @param read up to {@code limit + 1} items
     */
    public <T> Page<T> page(
            TenantId tenant, String scope, List<T> read, int limit, Function<T, QueuePosition> position) {
        return cursors.page(
                tenant, scope, read, limit, item -> position.apply(item).values());
    }
}
