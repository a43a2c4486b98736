package io.watchfloor.rules.engine;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * What matchers may keep of the values they have seen, together. Matchers of one thread, say of many tenants, share one, so that memory does not grow
 * with their number. Once it is spent all of them forget what they keep and begin anew. For one thread.
 */
public final class ValueBudget {
    /** Bytes that suit one thread. */
    public static final long USUAL = 64L << 20;

    private final long limit;
    private final List<WeakReference<Matcher>> matchers = new ArrayList<>();
    private long used;

    /** @param bytes roughly; a single value may exceed what is left */
    public ValueBudget(long bytes) {
        limit = bytes;
    }

    void join(Matcher matcher) {
        matchers.removeIf(one -> one.refersTo(null));
        matchers.add(new WeakReference<>(matcher));
    }

    void use(int bytes) {
        used += bytes;
    }

    /** Bytes that are kept. Those of a matcher that nobody holds any more count until all is forgotten. */
    public long used() {
        return used;
    }

    /** To be asked between events: makes room if there is none. */
    void settle() {
        if (used > limit) {
            forget();
        }
    }

    private void forget() {
        for (WeakReference<Matcher> reference : matchers) {
            Matcher matcher = reference.get();
            if (matcher != null) {
                matcher.forgetValues();
            }
        }
        used = 0;
    }
}
