package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.SearchProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Blocks of columns, some of them merged while others come. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class BlockStoreTest extends StoreConformance {
    @Inject
    MeterRegistry metrics;

    @Test
    void mergedBlocksShowWhatTheyShowedBefore() {
        double before = metrics.counter("watchfloor.store.blocks.merged").count();
        whatMatchesIsFoundInItsOrderWithAllItsFields(9);
        assertThat(metrics.counter("watchfloor.store.blocks.merged").count()).isGreaterThan(before);
    }
}
