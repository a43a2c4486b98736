package io.watchfloor.rules.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.rules.engine.EngineRule;
import io.watchfloor.rules.engine.Matcher;
import io.watchfloor.rules.engine.RuleSet;
import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.RuleTest;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The cases of a rule's {@code test} block, put to the stream matcher: each event is written as it would arrive and scanned
 * in place.
 */
public record RuleTrial(List<Case> cases) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RuleTrial {
        cases = List.copyOf(cases);
    }

    /** What the cases came to. */
    public enum Result {
        /** There are none. */
        UNTESTED,
        PASSED,
        FAILED
    }

    /**
     * One case.
     *
     * @param line in the document, from 1
     * @param expected whether the rule must match
     */
    public record Case(int line, boolean expected, boolean matched) {
        public boolean passed() {
            return expected == matched;
        }

        /** For the rule's author. */
        public String message() {
            String wanted = expected ? "the event must match" : "the event must not match";
            return "line " + line + ": " + wanted
                    + (passed() ? ", as it does" : matched ? ", but does" : ", but does not");
        }
    }

    /** Runs all cases of the rule on events as the pipeline knows them. */
    public static RuleTrial of(SigmaRule rule, Pipeline pipeline) {
        if (rule.tests().isEmpty()) {
            return new RuleTrial(List.of());
        }
        Mapped mapped = pipeline.apply(rule);
        if (mapped.isRejected()) {
            return new RuleTrial(rule.tests().stream()
                    .map(test -> new Case(test.line(), test.matches(), false))
                    .toList());
        }
        List<EngineRule> alone = List.of(new EngineRule(rule.id(), mapped.condition()));
        Matcher matcher = RuleSet.compile(alone, KeyFields.options(alone)).matcher();
        List<Case> cases = new ArrayList<>();
        for (RuleTest test : rule.tests()) {
            byte[] event = json(pipeline, rule, test);
            boolean[] matched = new boolean[1];
            matcher.match(event, 0, event.length, RuleSet.Labels.NONE, number -> matched[0] = true);
            cases.add(new Case(test.line(), test.matches(), matched[0]));
        }
        return new RuleTrial(cases);
    }

    public Result result() {
        if (cases.isEmpty()) {
            return Result.UNTESTED;
        }
        return failures().isEmpty() ? Result.PASSED : Result.FAILED;
    }

    public List<Case> failures() {
        return cases.stream().filter(each -> !each.passed()).toList();
    }

    private static byte[] json(Pipeline pipeline, SigmaRule rule, RuleTest test) {
        try {
            return JSON.writeValueAsBytes(pipeline.event(rule, test.event()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values of test events are texts, numbers and booleans", e);
        }
    }
}
