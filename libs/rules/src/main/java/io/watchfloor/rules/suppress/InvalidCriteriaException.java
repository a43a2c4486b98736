package io.watchfloor.rules.suppress;

import java.util.List;
import java.util.stream.Collectors;

/** Criteria that mean nothing; says why, value by value. */
public final class InvalidCriteriaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<CriteriaFault> faults;

    InvalidCriteriaException(List<CriteriaFault> faults) {
        super(faults.stream()
                .map(fault -> fault.pointer() + " " + fault.message())
                .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<CriteriaFault> faults() {
        return List.copyOf(faults);
    }
}
