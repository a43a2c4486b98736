package io.watchfloor.rules.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.ruletest.RuleTests;
import io.watchfloor.rules.sigma.SigmaCollection;
import org.junit.jupiter.api.Test;

/** The test blocks of the starter pack, against events as this product has them. */
class StarterTestsTest {
    private final SigmaCollection collection = StarterPack.read().collection();

    @Test
    void theProductHasTheLogSourcesAndFieldsOfEveryRule() {
        assertThat(collection.rules()).allSatisfy(rule -> {
            Mapped mapped = Pipeline.ecs().apply(rule);
            assertThat(mapped.isRejected()).as(rule.header().title()).isFalse();
            assertThat(mapped.notes()).as(rule.header().title()).isEmpty();
        });
    }

    @Test
    void rulesAndCorrelationsMatchWhatTheySayTheyMatch() {
        assertThat(new RuleTests(collection, Pipeline.ecs()).run())
                .hasSizeGreaterThan(collection.rules().size() * 2)
                .filteredOn(result -> !result.passed())
                .as("cases that fail")
                .isEmpty();
    }
}
