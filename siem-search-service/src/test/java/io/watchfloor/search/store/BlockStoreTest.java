package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.blocks.merge.GroupPlan;
import io.watchfloor.blocks.merge.SortPlan;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryPrinter;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.stack.DatabaseProbe;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of columns, some of them merged and some in groups while others come. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class BlockStoreTest extends StoreConformance {
    private static final SortPlan FEW = new SortPlan(60, 10, 5, 20);
    private static final GroupPlan SMALL = new GroupPlan(3, 2, 1 << 20);
    private static final Instant ALL = Instant.parse("2100-01-01T00:00:00Z");

    @Inject
    BlockMerger merger;

    @Inject
    BlockGrouper grouper;

    @Inject
    MeterRegistry metrics;

    private boolean grouping = true;

    @Override
    void tidy(Random random) {
        if (random.nextInt(6) == 0) {
            int unused = merger.merge(FEW).await().atMost(PATIENCE);
        }
        if (grouping && random.nextInt(4) == 0) {
            int unused = grouper.group(ALL, SMALL).await().atMost(PATIENCE);
        }
    }

    @Test
    void mergedBlocksShowWhatTheyShowedBefore() {
        grouping = false;
        double before = metrics.counter("watchfloor.store.blocks.merged").count();
        whatMatchesIsFoundInItsOrderWithAllItsFields(9);
        assertThat(metrics.counter("watchfloor.store.blocks.merged").count()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void noFilterHidesAMatchFromARandomQuery(long seed) {
        Random random = new Random(seed);
        TenantId tenant = new TenantId("filters-" + seed);
        List<Stored> all = fill(tenant, random);
        assertThat(count(tenant, "select count(*) from event_group where block_count > 3"))
                .isPositive();
        assertThat(count(tenant, "select count(*) from event_block where not grouped"))
                .isPositive();
        ValueQueries queries =
                new ValueQueries(random, all.stream().map(Stored::fields).toList());
        int matched = 0;
        for (int i = 0; i < 300; i++) {
            Query query = queries.query();
            CompiledQuery compiled = CompiledQuery.of(query);
            List<Stored> expected = expected(all, stored -> compiled.matches(Document.of(stored.fields())));
            matched += expected.isEmpty() ? 0 : 1;
            assertThat(found(new StoreQuery(tenant, query, compiled, ALWAYS, null, null, null, 1), 200))
                    .as("seed %d, query %d: %s", seed, i, QueryPrinter.print(query))
                    .isEqualTo(json(expected));
        }
        assertThat(matched).isGreaterThan(100);
    }

    @Test
    void aBlockOfAGroupMayBeDeleted() {
        TenantId tenant = new TenantId("group-deleted");
        List<Stored> all = fill(tenant, new Random(21));
        int unused = grouper.group(ALL, SMALL).await().atMost(PATIENCE);
        Query query = new Query.MatchAll();
        StoreQuery everything = new StoreQuery(tenant, query, CompiledQuery.of(query), ALWAYS, null, null, null, 1);
        assertThat(found(everything, 500)).hasSameSizeAs(all);
        long rows = count(
                tenant,
                "with gone as (delete from event_block where block_id in"
                        + " (select block_id from event_block where grouped limit 5) returning row_count)"
                        + " select sum(row_count) from gone");
        assertThat(found(everything, 500)).hasSize((int) (all.size() - rows));
    }

    private static long count(TenantId tenant, String sql) {
        return ((Number) DatabaseProbe.query(tenant.value(), sql)
                        .getFirst()
                        .values()
                        .iterator()
                        .next())
                .longValue();
    }
}
