package io.watchfloor.promotion.match;

import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.promotion.dedup.Candidates;
import io.watchfloor.promotion.dedup.KeyedMatch;
import io.watchfloor.promotion.mute.ArrivedMatch;
import io.watchfloor.promotion.mute.Screening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch of one tenant's matches becomes, and when that was decided.
 *
 * @param messageIds of all that arrived, also of what was muted
 * @param matches what was not muted
 */
record MatchPlan(
        List<String> messageIds,
        List<KeyedMatch> matches,
        Screening screening,
        List<OutboxMessage> messages,
        Instant at) {

    /** What the database knows: rules by id, and the alerts of matches that came before by match id; and when it was read. */
    record Knowledge(Map<String, RuleVersion> rules, Map<String, Candidate.Dedup> alerts, Instant at) {}

    /** Keys what is left of the matches in the order of their messages, then folds it. */
    static MatchPlan of(List<IncomingMatch> incoming, Knowledge knowledge, Screening screening) {
        Map<String, Candidate.Dedup> alerts = new HashMap<>(knowledge.alerts());
        List<KeyedMatch> keyed = new ArrayList<>();
        for (ArrivedMatch one : screening.kept()) {
            var match = one.match();
            KeyedMatch next = KeyedMatch.of(match, knowledge.rules().get(match.ruleId()), alerts, one.messageId());
            alerts.putIfAbsent(match.matchId(), next.dedup());
            keyed.add(next);
        }
        List<OutboxMessage> messages = Candidates.of(keyed).stream()
                .map(planned -> MatchEvents.candidate(planned, knowledge.at()))
                .toList();
        List<String> ids =
                incoming.stream().map(IncomingMatch::messageId).distinct().toList();
        return new MatchPlan(ids, keyed, screening, messages, knowledge.at());
    }
}
