package io.watchfloor.search.retention;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Events that are kept whatever the policy says, until the hold is released.
 *
 * @param source only events of this source; absent for all
 * @param from event time, included; absent for all before {@code to}
 * @param to event time, included; absent for all from {@code from} on
 */
@Schema(name = "LegalHold")
public record LegalHold(
        UUID holdId,
        String reason,
        @Nullable String source,
        @Nullable Instant from,
        @Nullable Instant to,
        Instant createdAt,
        String createdBy,
        @Nullable Instant releasedAt,
        @Nullable String releasedBy,
        @Nullable String releaseReason) {}
