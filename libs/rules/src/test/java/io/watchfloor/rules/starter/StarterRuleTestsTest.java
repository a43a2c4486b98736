package io.watchfloor.rules.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.RuleTest;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The {@code test:} blocks of the rules over single events, against events as this product has them. */
class StarterRuleTestsTest {
    private static final Pipeline ECS = Pipeline.ecs();

    @TestFactory
    Stream<DynamicTest> rulesMatchWhatTheySayTheyMatch() {
        return StarterPack.read().collection().rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.header().title(), () -> check(rule)));
    }

    private static void check(SigmaRule rule) {
        Mapped mapped = ECS.apply(rule);
        assertThat(mapped.isRejected()).as("%s", mapped.notes()).isFalse();
        assertThat(mapped.notes()).isEmpty();
        Evaluator evaluator = Evaluator.of(mapped.condition());
        for (RuleTest test : rule.tests()) {
            FlatEvent event = FlatEvent.of(ECS.event(rule, test.event()));
            assertThat(evaluator.matches(event))
                    .as("line %d: %s", test.line(), event.names())
                    .isEqualTo(test.matches());
        }
    }
}
