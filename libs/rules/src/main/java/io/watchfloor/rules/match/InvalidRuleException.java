package io.watchfloor.rules.match;

import java.util.List;
import java.util.stream.Collectors;

/** A rule that cannot be compiled, with everything that is wrong with it. */
public final class InvalidRuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RuleError> errors;

    public InvalidRuleException(List<RuleError> errors) {
        super(errors.stream()
                .map(error -> error.pointer() + ": " + error.message())
                .collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    public List<RuleError> errors() {
        return errors;
    }
}
