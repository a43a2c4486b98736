package io.watchfloor.promotion.dedup;

import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.RuleVersion;
import java.util.List;

/** What a match says of its rule, for the case that the rule itself has not arrived: no match is ever lost. */
final class UnknownRule {
    private static final List<String> DEDUP_FIELDS = List.of("host", "user", "source_ip");
    private static final long DEDUP_WINDOW_SECONDS = 86_400;
    private static final String TITLE = "{{rule.name}}";
    private static final String DESCRIPTION =
            "{{match.count}} event(s) matched {{rule.name}} between {{match.first_seen}} and {{match.last_seen}}.";

    private UnknownRule() {}

    /** A rule that keeps different groups apart, opens no case and names no technique. */
    static RuleVersion of(Match match) {
        List<String> fields = match.group().isEmpty()
                ? DEDUP_FIELDS
                : match.group().keySet().stream().sorted().toList();
        return new RuleVersion(
                match.tenantId(),
                match.ruleId(),
                match.ruleVersion(),
                match.ruleName(),
                null,
                true,
                match.severity(),
                TITLE,
                DESCRIPTION,
                fields,
                DEDUP_WINDOW_SECONDS,
                false,
                List.of(),
                List.of(),
                match.detectedAt());
    }
}
