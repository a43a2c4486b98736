package io.watchfloor.parsers;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an input reached us.
 *
 * @param tenant from the sender's credential or the listener, never from the content
 * @param source the value of {@code watchfloor.source}; null lets the parser choose
 * @param receivedAt becomes {@code event.ingested}, and {@code @timestamp} of inputs that tell no usable time
 * @param zone of timestamps that name no zone
 * @param peer address of the sender, the host of inputs that name none
 * @param ordinal how many identical inputs came before this one in the same flow (a connection, a request): an input
 *     sent again gets the same event ids, while two identical lines of one flow stay two events
 */
public record Receipt(
        String tenant,
        @Nullable String source,
        Instant receivedAt,
        ZoneId zone,
        @Nullable String peer,
        int ordinal) {
    public Receipt {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(zone, "zone");
        if (ordinal < 0) {
            throw new IllegalArgumentException("ordinal must not be negative");
        }
    }
}
