package io.watchfloor.rules.match;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaDocument;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaParser;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document of a Sigma rule on the events of the product.
 *
 * @param condition on the fields of events; matches nothing when there are errors
 */
record SigmaDefinition(Condition condition, List<RuleError> errors) {
    private static final String POINTER = "/sigma";
    private static final Pipeline EVENTS = Pipeline.ecs();

    static SigmaDefinition read(@Nullable String text) {
        if (text == null) {
            return refused("required", "a Sigma rule needs its document");
        }
        SigmaFile file = SigmaParser.parse("sigma", text, Placeholders.NONE);
        if (!file.problems().isEmpty()) {
            return new SigmaDefinition(
                    Condition.FALSE,
                    file.problems().stream()
                            .map(problem -> new RuleError(
                                    POINTER,
                                    problem.code(),
                                    "line " + problem.line() + ", column " + problem.column() + ": "
                                            + problem.message()))
                            .toList());
        }
        List<SigmaDocument> documents = file.documents();
        if (documents.size() != 1 || !(documents.getFirst() instanceof SigmaRule rule)) {
            return refused("unsupported", "expected one document that is a rule");
        }
        Mapped mapped = EVENTS.apply(rule);
        return mapped.isRejected()
                ? refused("logsource", String.join("; ", mapped.notes()))
                : new SigmaDefinition(mapped.condition(), List.of());
    }

    private static SigmaDefinition refused(String code, String message) {
        return new SigmaDefinition(Condition.FALSE, List.of(new RuleError(POINTER, code, message)));
    }
}
