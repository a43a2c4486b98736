package io.watchfloor.search.store;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.SearchProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Blocks as they came, and merged. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class BlockConformanceTest extends QueryConformance {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    BlockMerger merger;

    @Override
    Map<String, Runnable> states() {
        Map<String, Runnable> states = new LinkedHashMap<>();
        states.put("young blocks", () -> {});
        states.put("merged blocks", this::merge);
        return states;
    }

    private void merge() {
        int merged = 1;
        while (merged > 0) {
            merged = merger.merge().await().atMost(PATIENCE);
        }
    }
}
