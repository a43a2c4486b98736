package io.watchfloor.observables;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A judgement of texts that hangs on the text alone, with what it said of the first so many of them: a text repeats what it
 * holds, and the judgement takes longer than all else that is done with it. Used by one thread.
 *
 * @param <V> the judgement
 */
final class Remembered<V> {
    private static final int MOST = 1 << 14;

    private final Map<String, V> known = new HashMap<>();
    private final Function<String, V> judge;

    Remembered(Function<String, V> judge) {
        this.judge = judge;
    }

    V of(String text) {
        V before = known.get(text);
        if (before != null) {
            return before;
        }
        V value = judge.apply(text);
        if (known.size() < MOST) {
            known.put(text, value);
        }
        return value;
    }
}
