package io.watchfloor.search.opensearch;

import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.EventTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/**
 * Names of indices: {@code watchfloor-events.<tenant>.yyyy.MM.dd}, by the day of the event in UTC, which is in its id. A tenant is of
 * {@code a-z 0-9 -}, so a dot ends it, and no tenant's pattern holds another's index.
 */
final class EventIndex {
    private static final String ALL = "watchfloor-events.";

    private EventIndex() {}

    /** The one index that an event can be in. */
    static String of(TenantId tenant, UUID id) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(EventTimes.of(id)), ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%s%s.%04d.%02d.%02d",
                ALL,
                tenant.value(),
                day.getYear(),
                day.getMonthValue(),
                day.getDayOfMonth());
    }

    /** All indices of a tenant. */
    static String pattern(TenantId tenant) {
        return ALL + tenant.value() + ".*";
    }
}
