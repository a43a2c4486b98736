package io.watchfloor.detection.health;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.SigmaText;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.RuleTest;
import io.watchfloor.rules.sigma.SigmaRule;
import io.watchfloor.rules.sigma.SigmaUnit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a canary: the first event that a Sigma rule's tests say it must match, as it would arrive now. */
final class CanaryEvent {
    private static final Pipeline EVENTS = Pipeline.ecs();

    private CanaryEvent() {}

    /**
     * Empty when the rule brings no event that it must match.
     *
     * @param document the rule's text
     * @param at when it was sent; whole milliseconds
     */
    static Optional<Event> of(TenantId tenant, RuleId rule, String document, UUID id, Instant at) {
        return SigmaText.unit(document)
                .map(SigmaUnit::top)
                .filter(SigmaRule.class::isInstance)
                .map(SigmaRule.class::cast)
                .flatMap(sigma -> sigma.tests().stream()
                        .filter(RuleTest::matches)
                        .findFirst()
                        .map(test -> event(EVENTS.event(sigma, test.event()), tenant, rule, id, at)));
    }

    private static Event event(Map<String, @Nullable Object> given, TenantId tenant, RuleId rule, UUID id, Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        given.forEach((field, value) -> {
            if (value != null) {
                fields.put(field, value);
            }
        });
        String time = ContractJson.MILLIS.format(at);
        fields.put(Event.ID, id.toString());
        fields.put(Event.TIMESTAMP, time);
        fields.put(Event.INGESTED, time);
        fields.put(Event.TENANT, tenant.value());
        fields.put(Event.CANARY, rule.toString());
        return new Event(fields);
    }
}
