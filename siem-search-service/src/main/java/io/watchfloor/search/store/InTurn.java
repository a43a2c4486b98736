package io.watchfloor.search.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Work on one thing after the other. */
final class InTurn {
    private InTurn() {}

    /** The sum of what the works count. */
    static <T> Uni<Integer> sum(List<T> items, Function<? super T, Uni<? extends Integer>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work)
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }
}
