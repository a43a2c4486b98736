package io.watchfloor.promotion.mute;

import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.rules.suppress.MatchSplitter;
import io.watchfloor.rules.suppress.SplitMatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What suppressions leave of a batch of one tenant's matches.
 *
 * @param kept what goes on, in the order of arrival
 * @param muted what is kept back
 * @param released matches that were kept back before and go on now
 * @param messages what others are told of it
 */
public record Screening(
        List<ArrivedMatch> kept, List<SplitMatch.Part> muted, List<Match> released, List<OutboxMessage> messages) {
    public Screening {
        kept = List.copyOf(kept);
        muted = List.copyOf(muted);
        released = List.copyOf(released);
        messages = List.copyOf(messages);
    }

    /** What of the batch concerns suppressions, and what the database knows of the matches. */
    record Facts(MatchSplitter splitter, Map<String, Set<String>> mutedBefore, Instant at) {}

    /** Decides. */
    static Screening of(List<ArrivedMatch> arrived, Facts facts) {
        List<ArrivedMatch> fired =
                arrived.stream().filter(one -> !one.released()).toList();
        List<Match> released = arrived.stream()
                .filter(ArrivedMatch::released)
                .map(ArrivedMatch::match)
                .toList();
        Map<String, Set<String>> before = without(released, ofTheStream(fired, facts.mutedBefore()));
        List<SplitMatch> split =
                facts.splitter().split(fired.stream().map(ArrivedMatch::match).toList(), before);
        List<ArrivedMatch> kept = new ArrayList<>();
        List<SplitMatch.Part> muted = new ArrayList<>();
        List<OutboxMessage> messages = new ArrayList<>();
        int next = 0;
        for (ArrivedMatch one : arrived) {
            SplitMatch result = one.released() ? SplitMatch.whole(one.match()) : split.get(next++);
            Match left = result.kept();
            if (left != null) {
                kept.add(new ArrivedMatch(one.messageId(), left, one.released()));
            }
            muted.addAll(result.muted());
            result.muted().forEach(part -> messages.add(MuteEvents.muted(part, one.messageId(), facts.at())));
        }
        return new Screening(kept, muted, released, messages);
    }

    /** A run has seen the whole match and left what is muted out of its total. */
    private static Map<String, Set<String>> ofTheStream(List<ArrivedMatch> fired, Map<String, Set<String>> muted) {
        Map<String, Set<String>> left = new HashMap<>(muted);
        fired.stream()
                .map(ArrivedMatch::match)
                .filter(match -> match.trigger() != Match.Trigger.STREAM)
                .forEach(match -> left.remove(match.matchId()));
        return left;
    }

    /** The events that stay muted when some are brought back. */
    private static Map<String, Set<String>> without(List<Match> released, Map<String, Set<String>> muted) {
        Map<String, Set<String>> left = new HashMap<>();
        muted.forEach((matchId, events) -> left.put(matchId, new HashSet<>(events)));
        for (Match match : released) {
            Set<String> events = left.getOrDefault(match.matchId(), Set.of());
            match.occurrences().stream().map(Occurrence::eventId).forEach(events::remove);
        }
        return left;
    }
}
