package io.watchfloor.detection.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/** Stored groups, which are forgotten when their life is over or when there are too many. */
interface ForgetfulGroups {
    /** Gives each group's id and facts. */
    void each(BiConsumer<Bytes, GroupFacts> into);

    /** Deletes a group and its entries. */
    void forget(Bytes id);

    /** Forgets the groups whose life is over; answers which. */
    default List<Bytes> expire(long nowMs) {
        return forgetIf(facts -> facts.isOver(nowMs));
    }

    /** Forgets the groups that were not used for longest when there are too many; answers which. */
    default List<Bytes> evict(int mostGroups) {
        GroupAges ages = new GroupAges();
        each((id, facts) -> ages.add(facts.lastArrivalMs()));
        long tooOld = ages.tooOld(mostGroups);
        return tooOld == Long.MIN_VALUE ? List.of() : forgetIf(facts -> facts.lastArrivalMs() < tooOld);
    }

    private List<Bytes> forgetIf(Predicate<GroupFacts> which) {
        List<Bytes> chosen = new ArrayList<>();
        each((id, facts) -> {
            if (which.test(facts)) {
                chosen.add(id);
            }
        });
        chosen.forEach(this::forget);
        return chosen;
    }
}
