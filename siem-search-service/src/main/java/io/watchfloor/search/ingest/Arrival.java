package io.watchfloor.search.ingest;

import io.watchfloor.parsers.LogLines;
import io.watchfloor.parsers.Receipt;
import io.watchfloor.platform.identity.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How the logs of one request arrive.
 *
 * @param source what they are of; null lets each say
 * @param zone of times that name none
 * @param ordinals of identical logs of the request
 */
record Arrival(TenantId tenant, @Nullable String source, Instant at, ZoneId zone, Ordinals ordinals) {
    Receipt receipt(byte[] original) {
        return new Receipt(tenant.value(), source, at, zone, null, ordinals.next(original));
    }

    LogLines lines() {
        return new LogLines(tenant.value(), source, at, zone, ordinals::next);
    }
}
