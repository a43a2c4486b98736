package io.watchfloor.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueWorkTest {
    private final Deque<String> due = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private boolean away;

    private final DueWork<String> work = new DueWork<>("tests", () -> take(2), last -> take(1), this::doOne);

    private Uni<List<String>> take(int most) {
        if (away) {
            return Uni.createFrom().failure(new IllegalStateException("away"));
        }
        List<String> taken = new ArrayList<>();
        while (taken.size() < most && !due.isEmpty()) {
            taken.add(due.poll());
        }
        return Uni.createFrom().item(taken);
    }

    private Uni<Void> doOne(String name) {
        done.add(name);
        return Uni.createFrom().voidItem();
    }

    @Test
    void placesGoOnUntilNothingIsDue() {
        due.addAll(List.of("a", "b", "c", "d", "e"));
        work.tick().await().indefinitely();
        assertThat(done).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        work.tick().await().indefinitely();
        assertThat(done).hasSize(5);
    }

    @Test
    void whatCannotBeTakenIsTakenLater() {
        due.add("a");
        away = true;
        work.tick().await().indefinitely();
        assertThat(done).isEmpty();
        away = false;
        work.tick().await().indefinitely();
        assertThat(done).containsExactly("a");
    }

    @Test
    void takingDoesNotOverlapWithItselfButWorkDoes() {
        List<UniEmitter<? super List<String>>> asked = new ArrayList<>();
        List<UniEmitter<? super Void>> working = new ArrayList<>();
        DueWork<String> slow = new DueWork<>(
                "tests",
                () -> Uni.createFrom().emitter(asked::add),
                last -> Uni.createFrom().item(List.of()),
                name -> Uni.createFrom().emitter(working::add));
        List<String> ended = new ArrayList<>();
        slow.tick().subscribe().with(nothing -> ended.add("first"));
        slow.tick().subscribe().with(nothing -> ended.add("second"));
        assertThat(asked).hasSize(1);
        assertThat(ended).containsExactly("second");
        asked.getFirst().complete(List.of("a"));
        slow.tick().subscribe().with(nothing -> ended.add("third"));
        assertThat(asked).hasSize(2);
        assertThat(ended).containsExactly("second");
        working.getFirst().complete(null);
        assertThat(ended).containsExactly("second", "first");
    }
}
