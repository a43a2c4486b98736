package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.Hit;
import java.util.List;

/**
 * A match of a group, new or grown. Its first event names it: {@code MatchIds.of(tenant, rule, logic version, group,
 * firstEventId)}.
 *
 * @param firstMs time of the first event, epoch ms
 * @param lastMs time of the last event so far
 * @param total hits so far; an event that two references match is two hits of a temporal rule
 * @param members time and id of the events that the arrival added, in order of time
 * @param replaces first events of what this match was reported as before: by an event before the first, or by one that
 *     joined two matches
 * @param isNew whether nothing of it was reported before
 */
public record Finding(
        String firstEventId,
        long firstMs,
        long lastMs,
        long total,
        List<Hit> members,
        List<String> replaces,
        boolean isNew) {
    public Finding {
        members = List.copyOf(members);
        replaces = List.copyOf(replaces);
    }

    /** A match that is found whole. */
    static Finding whole(List<RefHit> hits) {
        RefHit first = hits.getFirst();
        List<Hit> members = hits.stream()
                .map(hit -> new Hit(hit.timeMs(), hit.eventId()))
                .distinct()
                .toList();
        return new Finding(
                first.eventId(), first.timeMs(), hits.getLast().timeMs(), hits.size(), members, List.of(), true);
    }

    static List<Hit> events(List<Hit> keys) {
        return keys.size() == 1
                ? List.of(RefHit.event(keys.getFirst()))
                : keys.stream().map(RefHit::event).distinct().toList();
    }
}
