package io.watchfloor.rules.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The definition of bursts and escalations, word by word and in quadratic time. */
record Oracle(Duration window, int threshold, List<Duration> timeAfter) {

    record Found(Burst burst, Set<Hit> members) {}

    record Due(String firstMember, FollowUp followUp) {}

    List<Found> bursts(Collection<Hit> input) {
        List<Hit> hits = List.copyOf(new TreeSet<>(input));
        List<List<Hit>> chains = new ArrayList<>();
        for (Hit hit : hits) {
            if (windowOf(hit, hits).size() < threshold) {
                continue;
            }
            if (chains.isEmpty() || hit.timeMs() - chains.getLast().getLast().timeMs() >= window.toMillis()) {
                chains.add(new ArrayList<>());
            }
            chains.getLast().add(hit);
        }
        return chains.stream().map(chain -> found(chain, hits)).toList();
    }

    Set<Due> due(Collection<Hit> hits, Collection<FollowUp> followUps) {
        Set<Due> due = new java.util.HashSet<>();
        for (Found found : bursts(hits)) {
            for (FollowUp followUp : followUps) {
                long last = found.members().stream()
                        .mapToLong(Hit::timeMs)
                        .filter(time -> time <= followUp.timeMs())
                        .max()
                        .orElse(Long.MIN_VALUE / 2);
                boolean soon = followUp.timeMs() - last
                        < timeAfter.get(followUp.index()).toMillis();
                if (found.burst().firstHotMs() <= followUp.timeMs() && soon) {
                    due.add(new Due(found.burst().first().eventId(), followUp));
                }
            }
        }
        return due;
    }

    private Found found(List<Hit> chain, List<Hit> hits) {
        TreeSet<Hit> members = new TreeSet<>();
        chain.forEach(hot -> members.addAll(windowOf(hot, hits)));
        Burst burst = new Burst(
                members.first(), chain.getFirst().timeMs(), chain.getLast().timeMs(), members.size());
        return new Found(burst, members);
    }

    private List<Hit> windowOf(Hit hit, List<Hit> hits) {
        return hits.stream()
                .filter(other -> hit.timeMs() - window.toMillis() < other.timeMs() && other.timeMs() <= hit.timeMs())
                .toList();
    }

    static TreeMap<Hit, String> firstMemberByHit(List<Found> bursts) {
        TreeMap<Hit, String> first = new TreeMap<>();
        bursts.forEach(found -> found.members()
                .forEach(hit -> first.put(hit, found.burst().first().eventId())));
        return first;
    }
}
