package io.watchfloor.detection.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.problem.ViolationPointers;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import java.time.Clock;
import java.util.function.Supplier;

/** Rules as they would be if they were saved, to be tried out: nothing is stored. What saving would refuse is refused. */
@ApplicationScoped
public class RuleDrafts {
    private final RuleHistory history;
    private final RuleShape shape;
    private final IdGenerator ids;
    private final Clock clock;

    RuleDrafts(RuleHistory history, RuleShape shape, IdGenerator ids, Clock clock) {
        this.history = history;
        this.shape = shape;
        this.ids = ids;
        this.clock = clock;
    }

    /** A rule that does not exist. */
    public Rule created(Caller caller, ObjectNode written) {
        return Rule.created(caller, new RuleId(ids.next()), shape.written(written), null, clock.instant());
    }

    /** A rule that does not exist, as a member of a body; what is wrong with it is said under {@code pointer}. */
    public Rule created(Caller caller, ObjectNode written, String pointer) {
        return under(pointer, () -> created(caller, written));
    }

    /** The rule with another body, as the version that saving it now would make; faults are said under {@code pointer}. */
    public Rule changed(Caller caller, Rule rule, ObjectNode written, String pointer) {
        RuleSpec spec = under(pointer, () -> shape.written(written));
        return rule.changedTo(spec, rule.nextRunAt(), new Rule.Change(clock.instant(), caller.subject()));
    }

    /** The rule as it was in a version; 404 if it had no such version. */
    public Uni<Rule> version(Caller caller, Rule rule, int version) {
        return history.get(caller, rule.id().toString(), version)
                .map(found -> rule.as(found.version(), found.logicVersion(), found.rule()));
    }

    private static <T> T under(String pointer, Supplier<T> read) {
        try {
            return read.get();
        } catch (ProblemException e) {
            ProblemException moved = new ProblemException(e.type(), String.valueOf(e.getMessage()), e);
            e.errors().forEach(error -> moved.at(pointer + error.pointer(), error.code(), error.message()));
            throw moved;
        } catch (ConstraintViolationException e) {
            ProblemException moved =
                    new ProblemException(CommonProblem.INVALID_REQUEST, "The rule cannot be taken as it is", e);
            e.getConstraintViolations().stream()
                    .map(ViolationPointers::fieldError)
                    .forEach(error -> moved.at(pointer + error.pointer(), error.code(), error.message()));
            throw moved;
        }
    }
}
