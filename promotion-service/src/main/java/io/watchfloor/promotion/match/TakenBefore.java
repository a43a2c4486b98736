package io.watchfloor.promotion.match;

import java.util.List;
import java.util.Set;

/** Some messages of a batch have taken effect before; undoes the transaction so that the rest is planned without them. */
final class TakenBefore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> fresh;

    private TakenBefore(Set<String> fresh) {
        super("some messages were taken before");
        this.fresh = Set.copyOf(fresh);
    }

    static void check(List<String> messageIds, Set<String> fresh) {
        if (fresh.size() < messageIds.size()) {
            throw new TakenBefore(fresh);
        }
    }

    Set<String> fresh() {
        return fresh;
    }
}
