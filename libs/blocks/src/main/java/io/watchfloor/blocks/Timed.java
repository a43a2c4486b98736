package io.watchfloor.blocks;

/** Something with a place among events: by their time, then by their id. */
record Timed<T>(long time, String id, T item) implements Comparable<Timed<T>> {
    @Override
    public int compareTo(Timed<T> other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : id.compareTo(other.id);
    }
}
