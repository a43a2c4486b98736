package io.watchfloor.detection.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.rules.match.InvalidRuleException;
import io.watchfloor.rules.match.RuleCompiler;
import io.watchfloor.rules.match.RuleDefinition;
import io.watchfloor.rules.match.RuleError;
import io.watchfloor.rules.match.RuleLogic;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import io.watchfloor.rules.sigma.SigmaHeader;
import io.watchfloor.rules.sigma.SigmaUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a rule of what its author wrote, and refuses with a pointer for each fault. */
@ApplicationScoped
class RuleShape {
    private final ObjectMapper mapper;
    private final Validator validator;

    RuleShape(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** A rule as it was written. */
    RuleSpec written(ObjectNode written) {
        if (!SigmaText.isSigma(written)) {
            return checked(written);
        }
        Optional<SigmaUnit> documents = SigmaText.unitOf(written);
        if (documents.isEmpty()) {
            requireReadable(written);
        }
        return documents.map(unit -> sigma(written, unit.top().header())).orElseGet(() -> checked(written));
    }

    /** A rule that a merge patch changes. */
    RuleSpec patched(RuleSpec spec, ObjectNode patch) {
        ObjectNode before = SigmaMetadata.stripped(tree(spec));
        return MergePatch.apply(before, patch) instanceof ObjectNode merged ? written(merged) : spec;
    }

    /** A Sigma rule whose document was read before. */
    RuleSpec sigma(ObjectNode written, SigmaHeader header) {
        return checked(SigmaMetadata.filled(written, header));
    }

    /** The rule as JSON, without members that are null. */
    static ObjectNode tree(RuleSpec spec) {
        return ContractJson.mapper().valueToTree(spec);
    }

    /** What is wrong with it beyond its shape. */
    static List<RuleError> errors(RuleSpec spec) {
        List<RuleError> errors = new ArrayList<>(TechniqueCheck.errors(spec));
        try {
            RuleDefaults rule = new RuleDefaults(spec);
            if (rule.logic() instanceof Correlating && rule.scheduleEnabled()) {
                errors.add(new RuleError(
                        "/schedule_enabled",
                        "unsupported",
                        "correlations and new terms run on the stream, not by a schedule"));
            }
        } catch (InvalidRuleException e) {
            errors.addAll(e.errors());
        }
        return errors;
    }

    private RuleSpec checked(ObjectNode written) {
        RuleSpec spec = shaped(written);
        refuse(errors(spec));
        return spec;
    }

    private RuleSpec shaped(ObjectNode written) {
        try {
            RuleSpec spec = mapper.treeToValue(written, RuleSpec.class);
            var violations = validator.validate(spec);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return spec;
        } catch (JsonProcessingException e) {
            throw MergePatch.refused(e);
        }
    }

    /** A faulty document gives no name: that it is faulty is to be said, not that the name is missing. */
    private static void requireReadable(ObjectNode written) {
        try {
            RuleLogic unused = RuleCompiler.compile(new RuleDefinition(
                    "sigma",
                    null,
                    Map.of(),
                    List.of(),
                    RuleDefinition.Pivots.NONE,
                    List.of(),
                    written.path("sigma").textValue()));
        } catch (InvalidRuleException e) {
            refuse(e.errors());
        }
    }

    private static void refuse(List<RuleError> errors) {
        if (!errors.isEmpty()) {
            ProblemException problem =
                    new ProblemException(CommonProblem.INVALID_REQUEST, "The rule cannot be taken as it is");
            errors.forEach(error -> problem.at(error.pointer(), error.code(), error.message()));
            throw problem;
        }
    }
}
