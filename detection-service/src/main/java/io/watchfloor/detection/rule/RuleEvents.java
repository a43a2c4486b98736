package io.watchfloor.detection.rule;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.outbox.OutboxMessage;

/** What the other services are told of a rule. */
final class RuleEvents {
    private static final String SOURCE = "/soc/detection-service";

    private RuleEvents() {}

    static OutboxMessage changed(Rule rule) {
        String key = rule.tenant() + "|" + rule.id();
        Envelope envelope = Envelope.of(
                rule.id() + ":" + rule.version(),
                SOURCE,
                "soc.rule.changed.v1",
                rule.id().toString(),
                rule.updated().at(),
                rule.tenant());
        return new OutboxMessage(Topics.RULES, key, envelope, ContractJson.write(contract(rule)));
    }

    private static RuleVersion contract(Rule rule) {
        RuleSpec spec = rule.spec();
        RuleDefaults effective = rule.effective();
        return new RuleVersion(
                rule.tenant().value(),
                rule.id().toString(),
                rule.version(),
                spec.name(),
                spec.description(),
                effective.enabled(),
                effective.severity(),
                effective.titleTemplate(),
                effective.descriptionTemplate(),
                effective.dedupFields(),
                effective.dedupDuration().toSeconds(),
                effective.autoCreateCase(),
                RuleDefaults.orEmpty(spec.mitreTechniques()),
                RuleDefaults.orEmpty(spec.tags()),
                rule.updated().at());
    }
}
