package io.watchfloor.search.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last record of an export; one without it broke off.
 *
 * @param complete whether every event that matches was exported
 * @param events those that were
 * @param searchedBackTo when not complete: everything behind this instant was looked at
 * @param reason when not complete: what ended it, {@code time} or {@code count}
 */
record ExportEnd(
        boolean complete,
        long events,
        @Nullable Instant searchedBackTo,
        @Nullable String reason) {}
