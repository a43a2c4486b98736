package io.watchfloor.search.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** What one search may cost. */
@ConfigMapping(prefix = "watchfloor.search-limits")
public interface SearchConfig {
    /** Longest time a search looks for the events of its page; after it, it answers what it has and a cursor to go on. */
    @WithDefault("10s")
    Duration time();

    /** Candidates a search looks at to count a total beyond its page; a total after that is a lower bound. */
    @WithDefault("10000")
    @WithName("count-candidates")
    int countCandidates();

    /** Bytes of event JSON after which a page ends before it has {@code max_results} events. */
    @WithDefault("16777216")
    @WithName("page-bytes")
    long pageBytes();

    /** How long the pages of a search can be asked for after the first one; a cursor older than that is refused with 410. */
    @WithDefault("1h")
    @WithName("snapshot-age")
    Duration snapshotAge();
}
