package io.watchfloor.search.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.OptionalInt;

/** What one search may cost. */
@ConfigMapping(prefix = "watchfloor.search-limits")
public interface SearchConfig {
    /**
     * Longest time of a search, waiting for its turn included; after it, it answers what it has and a cursor to go on, or 429 when its turn
     * never came.
     */
    @WithDefault("8s")
    Duration time();

    /** Candidates a search looks at to count a total beyond its page; a total after that is a lower bound. */
    @WithDefault("10000")
    @WithName("count-candidates")
    int countCandidates();

    /** Events that one search may look at, also those that do not match; after them it answers what it has and a cursor to go on. */
    @WithDefault("20000000")
    long candidates();

    /** Bytes of event JSON after which a page ends before it has {@code max_results} events. */
    @WithDefault("4194304")
    @WithName("page-bytes")
    long pageBytes();

    /** How long the pages of a search can be asked for after the first one; a cursor older than that is refused with 410. */
    @WithDefault("1h")
    @WithName("snapshot-age")
    Duration snapshotAge();

    /**
     * Searches of this instance at the same time. Each takes one connection of {@code quarkus.datasource.reactive.max-size} now and then: the
     * others are for all the rest, as ingest, hunts and health.
     */
    @WithDefault("8")
    int concurrent();

    /** Of them, those of one tenant. */
    @WithDefault("6")
    @WithName("concurrent-of-tenant")
    int concurrentOfTenant();

    /**
     * Of them, those of one tenant while others search as well, or did in the last seconds: so many leave processors to the others. Half the
     * processors if not given, and at least 1.
     */
    @WithName("concurrent-beside-others")
    OptionalInt concurrentBesideOthers();

    /** Searches of one tenant that wait for their turn; more are refused with 429. */
    @WithDefault("64")
    int queue();

    /** After this long a search goes on at one of the places for long ones, so that short ones are not held up. */
    @WithDefault("1s")
    @WithName("long-after")
    Duration longAfter();

    /** Long searches of this instance at the same time. */
    @WithDefault("2")
    @WithName("concurrent-long")
    int concurrentLong();

    /** Of them, those of one tenant. */
    @WithDefault("1")
    @WithName("concurrent-long-of-tenant")
    int concurrentLongOfTenant();
}
