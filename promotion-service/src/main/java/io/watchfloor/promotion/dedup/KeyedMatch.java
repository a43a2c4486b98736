package io.watchfloor.promotion.dedup;

import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.rules.dedup.Entities;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A match with the rule that renders it and the alert that it belongs to.
 *
 * @param messageId id of the message that brought it
 */
public record KeyedMatch(Match match, RuleVersion rule, Candidate.Dedup dedup, String messageId) {

    /**
     * Finds the match's alert. A match that grows keeps the alert it was given first, even if later samples show other
     * values of fields that its group does not hold.
     *
     * @param rule the rule's newest known version; null when none has arrived
     * @param known what earlier messages of this match were given, by match id
     */
    public static KeyedMatch of(
            Match match, @Nullable RuleVersion rule, Map<String, Candidate.Dedup> known, String messageId) {
        RuleVersion used = rule == null ? UnknownRule.of(match) : rule;
        Candidate.Dedup given = known.get(match.matchId());
        return new KeyedMatch(match, used, given == null ? Entities.key(used, match) : given, messageId);
    }
}
