package io.watchfloor.search.export;

import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.store.HighWater;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The marks of tails as clients have them: the topic is that of all tenants, so a readable one would tell how much others send. */
@ApplicationScoped
class TailIds {
    private static final String SCOPE = "tail";

    private final CursorCodec cursors;

    TailIds(CursorCodec cursors) {
        this.cursors = cursors;
    }

    String of(TenantId tenant, HighWater mark) {
        return cursors.encode(tenant, SCOPE, TailMark.values(mark));
    }

    /** Reads the header {@code Last-Event-ID}; null when there is none. */
    @Nullable
    HighWater read(TenantId tenant, @Nullable String id) {
        try {
            return id == null ? null : TailMark.of(cursors.decode(tenant, SCOPE, id));
        } catch (ProblemException e) {
            throw ProblemException.invalid(
                    "Last-Event-ID", "invalid_value", "Last-Event-ID is the id of an event that a tail sent");
        }
    }
}
