package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.blocks.merge.GroupPlan;
import io.watchfloor.search.SearchProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Blocks as they came, merged, and all in groups. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class BlockConformanceTest extends QueryConformance {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final GroupPlan SMALL = new GroupPlan(1, 2, 1 << 20);
    private static final Instant ALL = Instant.parse("2100-01-01T00:00:00Z");

    @Inject
    BlockMerger merger;

    @Inject
    BlockGrouper grouper;

    @Override
    Map<String, Runnable> states() {
        Map<String, Runnable> states = new LinkedHashMap<>();
        states.put("young blocks", () -> {});
        states.put("merged blocks", this::merge);
        states.put("blocks in groups", this::group);
        return states;
    }

    private void group() {
        assertThat(grouper.group(ALL, SMALL).await().atMost(PATIENCE)).isPositive();
    }

    private void merge() {
        int merged = 1;
        while (merged > 0) {
            merged = merger.merge().await().atMost(PATIENCE);
        }
    }
}
