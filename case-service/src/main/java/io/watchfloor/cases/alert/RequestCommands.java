package io.watchfloor.cases.alert;

import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import io.watchfloor.observables.Observable;
import io.watchfloor.observables.ObservableType;
import io.watchfloor.observables.dedup.DedupKey;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a request into a command of the intake; what the request's shape cannot say is refused here. */
@ApplicationScoped
class RequestCommands {
    private static final String REQUEST = "request";
    private static final String DEFAULT_SOURCE = "api";

    private final IdGenerator ids;
    private final Clock clock;
    private final AlertConfig config;

    RequestCommands(IdGenerator ids, Clock clock, AlertConfig config) {
        this.ids = ids;
        this.clock = clock;
        this.config = config;
    }

    /**
     * The command.
     *
     * @param idempotencyKey what tells a repeated request without a log id from a new one
     */
    IntakeCommand of(AlertRequest request, Caller caller, @Nullable String idempotencyKey) {
        check(request);
        AlertContent content = content(request);
        DedupIdentity dedup = dedup(request, content, caller);
        try {
            return new IntakeCommand(
                    dedup,
                    occurrenceKey(request, dedup),
                    content,
                    request.ruleId() == null
                            ? null
                            : new RuleRef(request.ruleId(), request.ruleVersion(), request.ruleName()),
                    occurrences(request, caller, idempotencyKey),
                    new Match.Window(clock.instant(), clock.instant()),
                    Boolean.TRUE.equals(request.createCase()) ? CaseWish.ASKED : CaseWish.NONE,
                    escalation(request.escalation()),
                    Actor.of(caller),
                    Cause.NONE);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("", "invalid_value", Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    private static void check(AlertRequest request) {
        if (request.ruleId() == null
                && (request.title() == null || request.title().isBlank())) {
            throw ProblemException.invalid("/title", "required", "An alert without rule_id needs a title");
        }
        if (request.ruleId() == null && request.entities() != null) {
            throw ProblemException.invalid("/entities", "needs_rule", "entities are the dedup fields of a rule_id");
        }
        if (request.logId() != null && request.occurrences() != null) {
            throw ProblemException.invalid("/log_id", "exclusive", "Send either log_id or occurrences");
        }
        if (request.eventTime() != null && request.occurrences() != null) {
            throw ProblemException.invalid(
                    "/event_time", "exclusive", "Each of the occurrences has its own event_time");
        }
        if (request.dedupKey() != null && request.dedupKey().isBlank()) {
            throw ProblemException.invalid("/dedup_key", "blank", "A dedup key has 1 to 255 characters");
        }
    }

    private static AlertContent content(AlertRequest request) {
        String title = request.title() == null || request.title().isBlank()
                ? Objects.requireNonNullElse(request.ruleName(), Objects.requireNonNull(request.ruleId()))
                : request.title();
        return new AlertContent(
                title,
                Objects.requireNonNullElse(request.description(), ""),
                Objects.requireNonNullElse(request.severity(), Severity.MEDIUM),
                false,
                Objects.requireNonNullElse(request.source(), DEFAULT_SOURCE),
                request.host(),
                observables(orEmpty(request.observables())).stream()
                        .map(one -> new ObservableValue(one.type().wireName(), one.value()))
                        .toList(),
                orEmpty(request.tags()),
                orEmpty(request.mitreTechniques()));
    }

    private static List<Observable> observables(List<AlertRequest.Observed> given) {
        List<Observable> observables = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            AlertRequest.Observed one = given.get(i);
            try {
                observables.add(new Observable(ObservableType.of(one.type()), one.value()));
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid(
                        "/observables/" + i, "invalid_value", Objects.requireNonNullElse(e.getMessage(), ""));
            }
        }
        return observables;
    }

    private DedupIdentity dedup(AlertRequest request, AlertContent content, Caller caller) {
        String tenant = caller.tenant().value();
        Duration window = request.dedupWindowSeconds() == null
                ? config.dedupWindow()
                : Duration.ofSeconds(request.dedupWindowSeconds());
        if (request.dedupKey() != null) {
            String hash = DedupKey.client(tenant, request.dedupKey());
            return new DedupIdentity("client", Map.of("dedup_key", List.of(request.dedupKey())), hash, window);
        }
        if (request.ruleId() != null) {
            Map<String, List<String>> entities = entities(request);
            return new DedupIdentity("rule", entities, DedupKey.rule(tenant, request.ruleId(), entities), window);
        }
        List<Observable> observables = observables(orEmpty(request.observables()));
        String hash = DedupKey.adhoc(tenant, content.title(), content.source(), content.host(), observables);
        return new DedupIdentity("adhoc", adhocValues(content, observables), hash, window);
    }

    /** Without entities those of the default dedup fields that the request knows. */
    private static Map<String, List<String>> entities(AlertRequest request) {
        if (request.entities() != null) {
            return request.entities();
        }
        return Map.of("host", values(request.host()), "user", List.of(), "source_ip", List.of());
    }

    private static Map<String, List<String>> adhocValues(AlertContent content, List<Observable> observables) {
        return Map.of(
                "title",
                List.of(content.title()),
                "source",
                List.of(content.source()),
                "host",
                values(content.host()),
                "observables",
                observables.stream()
                        .map(Observable::qualified)
                        .sorted()
                        .distinct()
                        .toList());
    }

    private static List<String> values(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private static String occurrenceKey(AlertRequest request, DedupIdentity dedup) {
        if (request.logId() == null && request.occurrences() == null) {
            return REQUEST;
        }
        return switch (dedup.profile()) {
            case "rule" -> IntakeCommand.ofRule(Objects.requireNonNull(request.ruleId()));
            case "client" -> "client:" + dedup.hash();
            default -> IntakeCommand.ADHOC;
        };
    }

    private List<Occurrence> occurrences(AlertRequest request, Caller caller, @Nullable String idempotencyKey) {
        if (request.occurrences() != null) {
            return request.occurrences().stream()
                    .map(event -> occurrence(event.logId(), event.eventTime()))
                    .toList();
        }
        if (request.logId() != null) {
            return List.of(occurrence(request.logId(), request.eventTime()));
        }
        String id = idempotencyKey == null
                ? ids.next().toString()
                : DedupKey.client(caller.tenant().value(), caller.subject() + " " + idempotencyKey);
        return List.of(
                new Occurrence("request:" + id, Objects.requireNonNullElse(request.eventTime(), clock.instant())));
    }

    private Occurrence occurrence(String logId, @Nullable Instant eventTime) {
        return new Occurrence(logId, eventTime == null ? timeOf(logId) : eventTime);
    }

    /** The ids of our own events begin with their time (RFC 9562 §5.7). */
    private Instant timeOf(String logId) {
        try {
            UUID id = UUID.fromString(logId);
            return id.version() == 7 ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16) : clock.instant();
        } catch (IllegalArgumentException e) {
            return clock.instant();
        }
    }

    private static Match.@Nullable Escalation escalation(AlertRequest.@Nullable FollowUp given) {
        return given == null
                ? null
                : new Match.Escalation(given.name(), given.action(), given.eventId(), given.eventTime());
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
