package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.Burst;
import java.util.ArrayList;
import java.util.List;

/** Bursts of a group in order of time; they do not overlap. What is asked for is mostly the last. */
final class BurstList {
    private final List<Burst> bursts = new ArrayList<>(1);

    List<Burst> all() {
        return bursts;
    }

    List<Burst> between(long fromMs, long toMs) {
        int last = bursts.size() - 1;
        while (last >= 0 && bursts.get(last).firstHotMs() > toMs) {
            last--;
        }
        int first = last;
        while (first >= 0 && bursts.get(first).lastHotMs() >= fromMs) {
            first--;
        }
        if (last - first <= 1) {
            return first == last ? List.of() : List.of(bursts.get(last));
        }
        return List.copyOf(bursts.subList(first + 1, last + 1));
    }

    void replace(List<Burst> absorbed, Burst by) {
        for (Burst burst : absorbed.reversed()) {
            int at = bursts.lastIndexOf(burst);
            if (at >= 0) {
                bursts.remove(at);
            }
        }
        int at = bursts.size();
        while (at > 0 && bursts.get(at - 1).firstHotMs() > by.firstHotMs()) {
            at--;
        }
        bursts.add(at, by);
    }

    /** Forgets the oldest beyond {@code most} and those that are hot only before a time, when they are half of all. */
    void forget(int most, long beforeMs) {
        int needless = Math.max(0, bursts.size() - most);
        while (needless < bursts.size() && bursts.get(needless).lastHotMs() < beforeMs) {
            needless++;
        }
        if (needless > bursts.size() / 2) {
            bursts.subList(0, needless).clear();
        }
    }
}
