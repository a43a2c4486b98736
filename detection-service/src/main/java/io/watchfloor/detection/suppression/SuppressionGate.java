package io.watchfloor.detection.suppression;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Suppression.Scope;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.rules.suppress.Criteria;
import io.watchfloor.rules.suppress.InvalidCriteriaException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What a suppression must be like. 400 for criteria that say nothing, unknown keys and values, 422 for a window that is
 * empty or too long, 403 for muting a whole rule without being an administrator.
 */
final class SuppressionGate {
    static final Duration LONGEST = Duration.ofDays(90);

    /** Bytes of criteria as JSON: they travel in messages and audit records. */
    private static final int LARGEST = 65_536;

    private SuppressionGate() {}

    /** Refuses a complete specification that must not be stored. */
    static void check(Caller caller, SuppressionSpec spec) {
        if (spec.scope() == Scope.ALL) {
            checkAll(caller, spec);
        } else {
            checkCriteria(Objects.requireNonNullElse(spec.criteria(), Map.of()));
        }
        checkWindow(Objects.requireNonNull(spec.startsAt()), spec.endsAt());
    }

    private static void checkAll(Caller caller, SuppressionSpec spec) {
        if (spec.criteria() != null && !spec.criteria().isEmpty()) {
            throw ProblemException.invalid("/scope", "conflict", "Give either criteria or scope all");
        }
        if (!caller.hasRole(Roles.ADMIN)) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only role admin may mute a whole rule: give criteria");
        }
    }

    private static void checkCriteria(Map<String, Object> criteria) {
        if (ContractJson.write(criteria).length > LARGEST) {
            throw ProblemException.invalid("/criteria", "too_large", "Criteria have at most 64 KiB");
        }
        try {
            Criteria unused = Criteria.of(criteria);
        } catch (InvalidCriteriaException e) {
            ProblemException problem =
                    new ProblemException(CommonProblem.INVALID_REQUEST, "The criteria are not valid", e);
            e.faults().forEach(fault -> problem.at("/criteria" + fault.pointer(), fault.code(), fault.message()));
            throw problem;
        }
    }

    private static void checkWindow(Instant start, Instant end) {
        if (!end.isAfter(start)) {
            throw refused("empty_window", "ends_at must be after starts_at");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw refused("too_long", "A suppression lasts at most " + LONGEST.toDays() + " days");
        }
    }

    private static ProblemException refused(String code, String message) {
        return new ProblemException(CommonProblem.UNPROCESSABLE, message).at("/ends_at", code, message);
    }
}
