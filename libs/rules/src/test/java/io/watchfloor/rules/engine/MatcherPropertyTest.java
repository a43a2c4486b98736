package io.watchfloor.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.EventJson;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.FlatEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stream matcher against the plain evaluator. */
class MatcherPropertyTest {
    private static final int EVENTS = 120;
    private static final int RULES = 40;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("watchfloor.engine.seeds", 60));
    }

    private static List<EngineRule> rules(RandomRules random) {
        List<EngineRule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            rules.add(new EngineRule("r" + i, random.condition(3)));
        }
        return rules;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void matchesWhatTheEvaluatorMatches(long seed) {
        RandomRules random = new RandomRules(seed);
        List<EngineRule> rules = rules(random);
        List<Field> keys = seed % 3 == 0 ? List.of() : List.of(Field.of("Key"), Field.of("label"));
        check(seed, random, rules, RuleSet.compile(rules, new RuleSet.Options(keys, List.of())));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aChangedSetMatchesAsANewOne(long seed) {
        RandomRules random = new RandomRules(seed + 1_000_000);
        List<EngineRule> rules = rules(random);
        RuleSet before = RuleSet.compile(rules, new RuleSet.Options(List.of(Field.of("Key")), List.of()));
        List<EngineRule> changed = new ArrayList<>(rules.subList(3, RULES));
        changed.add(new EngineRule("new", random.condition(3)));
        check(
                seed,
                random,
                changed,
                before.changedTo(changed, new RuleSet.Options(List.of(Field.of("Key")), List.of())));
    }

    private static FlatEvent read(String json) {
        try (JsonParser parser = ContractJson.mapper().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            return EventJson.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(long seed, RandomRules random, List<EngineRule> rules, RuleSet set) {
        List<Evaluator> plain =
                rules.stream().map(rule -> Evaluator.of(rule.condition())).toList();
        Matcher matcher = set.matcher();
        for (int i = 0; i < EVENTS; i++) {
            String json = random.event();
            Map<String, String> labels = i % 2 == 0 ? Map.of() : Map.of("label", "x");
            FlatEvent event = read(json).withLabels(labels);
            Set<String> expected = new TreeSet<>();
            for (int r = 0; r < rules.size(); r++) {
                if (plain.get(r).matches(event)) {
                    expected.add(rules.get(r).id());
                }
            }
            byte[] bytes = (" " + json).getBytes(StandardCharsets.UTF_8);
            List<String> found = new ArrayList<>();
            matcher.match(
                    bytes,
                    0,
                    bytes.length,
                    set.labels(labels),
                    rule -> found.add(set.rule(rule).id()));
            assertThat(found)
                    .as("seed %s, event %s", seed, json)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
