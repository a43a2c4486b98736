package io.watchfloor.rules.window;

import io.watchfloor.rules.window.Outcome.Escalation;
import io.watchfloor.rules.window.Outcome.Growth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds bursts in one group. A hit at {@code t} is hot when the group has at least {@code threshold} hits in
 * {@code (t - window, t]}; hot hits less than a window apart form a burst. A follow-up at {@code s} escalates a burst
 * that has a hot hit at or before {@code s} and a last member {@code m <= s} with {@code s - m} in
 * {@code [0, timeAfter)}.
 *
 * <p>A hit can only create, extend or merge bursts, so the end state depends on the set of hits, not on their order. A
 * hit in order costs one look at its window, however long the burst. A known hit is evaluated again and
 * answers with what it may have added the first time, so that redelivery after a crash repeats what may be lost.
 */
public final class FrequencyWindow {
    private final long windowMs;
    private final Heat heat;
    private final List<Duration> timeAfter;
    private final long longestAfterMs;

    /**
     * @param window how long a hit counts, at least 1 ms
     * @param threshold hits that make a burst, at least 1
     * @param timeAfter for each follow-up of the rule, how long after the last member it escalates
     */
    public FrequencyWindow(Duration window, int threshold, List<Duration> timeAfter) {
        this(window, counting(threshold), timeAfter);
    }

    /** A window whose hits are hot when {@code heat} holds for {@code (t - window, t]}. */
    public FrequencyWindow(Duration window, Heat heat, List<Duration> timeAfter) {
        if (window.toMillis() < 1) {
            throw new IllegalArgumentException("a window lasts at least 1 ms");
        }
        this.windowMs = window.toMillis();
        this.heat = heat;
        this.timeAfter = List.copyOf(timeAfter);
        this.longestAfterMs =
                timeAfter.stream().mapToLong(Duration::toMillis).max().orElse(0);
    }

    private static Heat counting(int threshold) {
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold is at least 1");
        }
        return Heat.ofCount(threshold);
    }

    /** How long after its last arrival a group still matters, given how late an event may arrive. */
    public Duration life(Duration lateness) {
        return lateness.plusMillis(windowMs).plusMillis(longestAfterMs);
    }

    /** Adds a hit to the group. */
    public Outcome onHit(GroupLog log, Hit hit) {
        return take(log, hit, log.add(hit));
    }

    /** What comes of a hit that the group did not have and that its log has just taken. */
    public Outcome onAdded(GroupLog log, Hit hit) {
        return take(log, hit, true);
    }

    /** What came of a hit that the group's log already had, said again. */
    public Outcome onKnown(GroupLog log, Hit hit) {
        return take(log, hit, false);
    }

    private Outcome take(GroupLog log, Hit hit, boolean isNew) {
        List<Burst> near = log.bursts(hit.timeMs() - windowMs + 1, hit.timeMs() + 2 * windowMs - 1);
        List<Long> hot = newlyHot(log, near, hit.timeMs());
        List<Burst> before = hot.isEmpty() ? owner(near, hit) : linked(near, hot);
        if (hot.isEmpty() && before.isEmpty()) {
            return Outcome.NOTHING;
        }
        List<Hit> joined = joined(log, before, hot, hit);
        Burst merged = merge(before, hot, joined);
        Burst burst = isNew ? merged : recounted(log, before, merged);
        log.replace(before, burst);
        return isNew
                ? new Outcome(new Growth(burst, joined, before), newlyDue(log, before, burst, hit, joined))
                : again(log, burst, hit);
    }

    /** Adds a follow-up to the group; a known one is answered like a new one. */
    public Outcome onFollowUp(GroupLog log, FollowUp followUp) {
        boolean unused = log.add(followUp);
        List<Escalation> due = new ArrayList<>();
        long now = followUp.timeMs();
        for (Burst burst : log.bursts(now - afterMs(followUp) + 1, now)) {
            if (follows(log, burst, followUp, null)) {
                due.add(escalation(log, burst, followUp));
            }
        }
        return due.isEmpty() ? Outcome.NOTHING : new Outcome(null, due);
    }

    /** Hits outside the known bursts that a hit at {@code t} can make hot: fewer than the threshold for each gap. */
    private List<Long> newlyHot(GroupLog log, List<Burst> near, long t) {
        List<Long> hot = new ArrayList<>();
        long last = t + windowMs - 1;
        long from = t;
        for (Burst burst : near) {
            addHot(log, from, Math.min(burst.firstHotMs() - 1, last), hot);
            from = Math.max(from, burst.lastHotMs() + 1);
        }
        addHot(log, from, last, hot);
        return hot;
    }

    private void addHot(GroupLog log, long fromMs, long toMs, List<Long> hot) {
        if (fromMs > toMs) {
            return;
        }
        for (Hit candidate : log.hits(fromMs, toMs)) {
            long time = candidate.timeMs();
            boolean seen = !hot.isEmpty() && hot.getLast() == time;
            if (!seen && heat.holds(log, time - windowMs + 1, time)) {
                hot.add(time);
            }
        }
    }

    private List<Burst> owner(List<Burst> near, Hit hit) {
        for (Burst burst : near) {
            if (has(burst, hit.timeMs())) {
                return List.of(burst);
            }
        }
        return List.of();
    }

    private boolean has(Burst burst, long timeMs) {
        return burst.firstHotMs() - windowMs < timeMs && timeMs <= burst.lastHotMs();
    }

    private List<Burst> linked(List<Burst> near, List<Long> hot) {
        List<Burst> linked = new ArrayList<>(near.size());
        for (Burst burst : near) {
            if (hot.getFirst() - burst.lastHotMs() < windowMs && burst.firstHotMs() - hot.getLast() < windowMs) {
                linked.add(burst);
            }
        }
        return linked;
    }

    /** The members that no burst had before: the hit itself and those in the gaps between the linked bursts. */
    private List<Hit> joined(GroupLog log, List<Burst> before, List<Long> hot, Hit hit) {
        if (hot.isEmpty()) {
            return List.of(hit);
        }
        List<Hit> joined = new ArrayList<>();
        long from = hot.getFirst() - windowMs + 1;
        for (Burst burst : before) {
            joined.addAll(log.hits(from, burst.firstHotMs() - windowMs));
            from = Math.max(from, burst.lastHotMs() + 1);
        }
        joined.addAll(log.hits(from, hot.getLast()));
        if (!joined.contains(hit)) {
            joined.add(hit);
            joined.sort(null);
        }
        return joined;
    }

    private static Burst merge(List<Burst> before, List<Long> hot, List<Hit> joined) {
        Hit first = joined.getFirst();
        long firstHot = hot.isEmpty() ? before.getFirst().firstHotMs() : hot.getFirst();
        long lastHot = hot.isEmpty() ? before.getFirst().lastHotMs() : hot.getLast();
        long total = joined.size();
        for (Burst burst : before) {
            first = first.compareTo(burst.first()) <= 0 ? first : burst.first();
            firstHot = Math.min(firstHot, burst.firstHotMs());
            lastHot = Math.max(lastHot, burst.lastHotMs());
            total += burst.total();
        }
        return new Burst(first, firstHot, lastHot, total);
    }

    /** What a known hit may have added: members within a window of it, and follow-ups that may wait on those. */
    private Outcome again(GroupLog log, Burst burst, Hit hit) {
        List<Hit> members = log.hits(
                Math.max(hit.timeMs(), burst.firstHotMs()) - windowMs + 1,
                Math.min(hit.timeMs() + windowMs - 1, burst.lastHotMs()));
        List<Escalation> due = new ArrayList<>();
        for (FollowUp followUp : log.followUps(
                Math.max(burst.firstHotMs(), hit.timeMs() - windowMs + 1),
                hit.timeMs() + 2 * windowMs + longestAfterMs)) {
            if (follows(log, burst, followUp, null)) {
                due.add(escalation(log, burst, followUp));
            }
        }
        return new Outcome(new Growth(burst, members), due);
    }

    /** A known hit may or may not be counted: a crash can keep a hit and lose its burst. What is remembered decides. */
    private Burst recounted(GroupLog log, List<Burst> before, Burst merged) {
        long remembered =
                log.hits(merged.firstHotMs() - windowMs + 1, merged.lastHotMs()).size();
        long counted = before.stream().mapToLong(Burst::total).sum();
        return new Burst(merged.first(), merged.firstHotMs(), merged.lastHotMs(), Math.max(remembered, counted));
    }

    private List<Escalation> newlyDue(GroupLog log, List<Burst> before, Burst burst, Hit hit, List<Hit> joined) {
        long from = joined.getFirst().timeMs();
        long to = joined.getLast().timeMs() + longestAfterMs;
        if (!before.isEmpty()) {
            // A burst that is hot earlier than it was: follow-ups of its early members count now.
            to = Math.max(to, before.getLast().firstHotMs());
        }
        if (before.size() > 1) {
            from = Math.min(from, before.get(1).first().timeMs());
        }
        List<Escalation> due = new ArrayList<>();
        for (FollowUp followUp : log.followUps(Math.max(burst.firstHotMs(), from), to)) {
            if (follows(log, burst, followUp, null)
                    && before.stream().noneMatch(old -> follows(log, old, followUp, hit))) {
                due.add(escalation(log, burst, followUp));
            }
        }
        return due;
    }

    /** Whether the follow-up escalates the burst, as if {@code without} had not arrived. */
    private boolean follows(GroupLog log, Burst burst, FollowUp followUp, @Nullable Hit without) {
        long now = followUp.timeMs();
        if (now < burst.firstHotMs()) {
            return false;
        }
        long last = now >= burst.lastHotMs() ? burst.lastHotMs() : lastMember(log, burst, now, without);
        return now - last < afterMs(followUp);
    }

    private static long lastMember(GroupLog log, Burst burst, long now, @Nullable Hit without) {
        return log.latestHits(burst.firstHotMs(), now, 2).stream()
                .filter(hit -> !hit.equals(without))
                .mapToLong(Hit::timeMs)
                .findFirst()
                .orElse(burst.firstHotMs());
    }

    private Escalation escalation(GroupLog log, Burst burst, FollowUp followUp) {
        return new Escalation(burst, followUp, log.hits(burst.firstHotMs() - windowMs + 1, burst.firstHotMs()));
    }

    private long afterMs(FollowUp followUp) {
        return timeAfter.get(followUp.index()).toMillis();
    }
}
