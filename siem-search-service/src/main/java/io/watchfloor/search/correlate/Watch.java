package io.watchfloor.search.correlate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** An indicator that is looked for: when, and who has it. */
final class Watch {
    private final long window;
    /** Of the events that made it looked for. */
    private final TreeSet<Long> times = new TreeSet<>();
    /** From begin to end, both within; none touches another. */
    private final TreeMap<Long, Long> spans = new TreeMap<>();

    private final List<SeenEvent> events = new ArrayList<>();
    private int count;

    /** @param window milliseconds before and after */
    Watch(long window) {
        this.window = window;
    }

    /** Looks around a time as well. */
    void around(long time) {
        if (!times.add(time)) {
            return;
        }
        long begin = time - window;
        long end = time + window;
        Map.Entry<Long, Long> before = spans.floorEntry(end);
        while (before != null && before.getValue() >= begin) {
            begin = Math.min(begin, before.getKey());
            end = Math.max(end, before.getValue());
            spans.remove(before.getKey());
            before = spans.floorEntry(end);
        }
        spans.put(begin, end);
    }

    boolean covers(long time) {
        Map.Entry<Long, Long> span = spans.floorEntry(time);
        return span != null && time <= span.getValue();
    }

    /** The times that are looked at, from begin to end. */
    SortedMap<Long, Long> spans() {
        return Collections.unmodifiableSortedMap(spans);
    }

    void take(SeenEvent event) {
        events.add(event);
        count++;
    }

    /** Those that were taken. */
    List<SeenEvent> events() {
        return events;
    }

    /** How many were taken, since dropped or not. */
    int count() {
        return count;
    }

    /** Forgets them, but for how many there were; returns how many are no longer held. */
    int drop() {
        int held = events.size();
        events.clear();
        return held;
    }

    /** Milliseconds to the nearest of the events that made it looked for. */
    long distance(long time) {
        Long before = times.floor(time);
        Long after = times.ceiling(time);
        long back = before == null ? Long.MAX_VALUE : time - before;
        return after == null ? back : Math.min(back, after - time);
    }
}
