package io.watchfloor.search.hunt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.FieldError;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.QuerySyntaxException;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.event.SourceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.BadRequestException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a hunt of what its owner wrote, and refuses with a pointer for each fault. */
@ApplicationScoped
class HuntShape {
    private static final int STANDARD_INTERVAL_MINUTES = 60;
    private static final Set<String> CHANGEABLE = Set.of("description", "tags", "sharing_mode", "shared_with_roles");
    private static final Set<String> FIXED =
            Set.of("name", "query", "source", "severity", "host", "time_range", "template_id");
    private static final Set<String> SCHEDULE = Set.of("schedule_enabled", "schedule_interval_minutes");

    private final ObjectMapper mapper;
    private final Validator validator;
    private final SourceConfig sources;
    private final Clock clock;

    HuntShape(ObjectMapper mapper, Validator validator, SourceConfig sources, Clock clock) {
        this.mapper = mapper;
        this.validator = validator;
        this.sources = sources;
        this.clock = clock;
    }

    /** A hunt that is not stored yet. */
    record Draft(HuntSpec spec, Sharing sharing, boolean scheduled, int intervalMinutes) {}

    /** What a change leaves. */
    record Change(HuntSpec spec, Sharing sharing) {}

    /** A hunt as it was written, filled from its template. */
    Draft created(HuntRequest asked) {
        HuntSpec spec = HuntTemplates.filled(asked);
        Sharing sharing = Sharing.of(asked.sharingMode(), asked.sharedWithRoles());
        List<FieldError> errors = new ArrayList<>();
        if (spec.name().isBlank()) {
            errors.add(new FieldError("/name", "required", "name is required: what the hunt is called"));
        }
        checkFilters(spec, errors);
        errors.addAll(sharing.errors());
        Integer position = checkQuery(spec, errors);
        refuse(errors, position);
        return new Draft(
                spec,
                sharing,
                Boolean.TRUE.equals(asked.scheduleEnabled()),
                Objects.requireNonNullElse(asked.scheduleIntervalMinutes(), STANDARD_INTERVAL_MINUTES));
    }

    /** A hunt that a JSON merge patch (RFC 7386) changes; what cannot be changed is refused. */
    Change patched(Hunt hunt, ObjectNode patch) {
        refuse(unchangeable(patch), null);
        ObjectNode merged = mapper.valueToTree(HuntPatch.of(hunt));
        merged.setAll(patch);
        HuntPatch next = shaped(merged);
        Sharing sharing = Sharing.of(next.sharingMode(), next.sharedWithRoles());
        refuse(sharing.errors(), null);
        return new Change(hunt.spec().described(next.description(), next.tagsOrNone()), sharing);
    }

    private static List<FieldError> unchangeable(ObjectNode patch) {
        List<FieldError> errors = new ArrayList<>();
        for (Iterator<String> names = patch.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (SCHEDULE.contains(name)) {
                errors.add(
                        new FieldError("/" + name, "immutable", "Change the schedule by PUT on the hunt's schedule"));
            } else if (FIXED.contains(name)) {
                errors.add(new FieldError("/" + name, "immutable", name + " stays as it is: save another hunt"));
            } else if (!CHANGEABLE.contains(name)) {
                String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                errors.add(new FieldError(pointer, "unknown_field", "There is no such field to change"));
            }
        }
        return errors;
    }

    private HuntPatch shaped(ObjectNode merged) {
        try {
            HuntPatch next = mapper.treeToValue(merged, HuntPatch.class);
            var violations = validator.validate(next);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return next;
        } catch (JsonProcessingException e) {
            throw new BadRequestException(e);
        }
    }

    private void checkFilters(HuntSpec spec, List<FieldError> errors) {
        String source = spec.source();
        if (source != null && !sources.known().contains(source)) {
            errors.add(new FieldError("/source", "unknown_source", "source must be one of " + sources.list()));
        }
        if (spec.host() != null && spec.host().isBlank()) {
            errors.add(new FieldError("/host", "required", "Give host a value or leave it out"));
        }
        String range = spec.timeRange();
        try {
            if (range != null) {
                TimeRange unused = TimeRange.parse(range, clock.instant());
            }
        } catch (TimeRangeException e) {
            errors.add(new FieldError("/time_range", "invalid_time_range", String.valueOf(e.getMessage())));
        }
    }

    /** The place of a fault in the query; null when there is none. */
    private @Nullable Integer checkQuery(HuntSpec spec, List<FieldError> errors) {
        if (spec.query().isBlank()) {
            errors.add(new FieldError(
                    "/query", "required", "query is required: a query in Lucene syntax, * for everything"));
            return null;
        }
        try {
            if (!FieldRights.OF_USERS.allowAll(
                    HuntQuery.compiled(spec, clock.instant()).fields())) {
                errors.add(new FieldError("/query", FieldRights.CODE, FieldRights.MESSAGE));
            }
            return null;
        } catch (QuerySyntaxException e) {
            String message = e.getMessage() + " (position " + e.position() + ")";
            errors.add(new FieldError("/query", "syntax", message));
            return e.position();
        }
    }

    private static void refuse(List<FieldError> errors, @Nullable Integer position) {
        if (errors.isEmpty()) {
            return;
        }
        ProblemException problem =
                new ProblemException(CommonProblem.INVALID_REQUEST, "The hunt cannot be taken as it is");
        errors.forEach(error -> problem.at(error.pointer(), error.code(), error.message()));
        throw position == null ? problem : problem.with("position", position);
    }
}
