package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.GroupLog;
import io.watchfloor.rules.window.Heat;

/** A heat for one group that remembers what it last looked at, so that the next look costs only the difference. */
interface GroupHeat extends Heat {
    /** Must be told of each hit that the log takes. */
    void added(RefHit hit);

    /** Looks at the log that it was made for. */
    boolean holds(long fromMs, long toMs);

    @Override
    default boolean holds(GroupLog log, long fromMs, long toMs) {
        return holds(fromMs, toMs);
    }
}
