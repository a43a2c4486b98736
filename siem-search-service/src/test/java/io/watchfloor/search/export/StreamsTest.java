package io.watchfloor.search.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final TenantId ONE = new TenantId("one");
    private static final TenantId OTHER = new TenantId("other");

    private final Streams streams = new Streams(1, 2);

    @Test
    void aTenantHasNoMoreThanItsShareAndAllTogetherNoMoreThanThereAre() {
        Cancellable first = open(ONE);
        assertThatThrownBy(() -> open(ONE)).isInstanceOf(ProblemException.class);
        Cancellable second = open(OTHER);
        assertThatThrownBy(() -> open(new TenantId("third"))).isInstanceOf(ProblemException.class);

        first.cancel();
        assertThat(streams.count()).isEqualTo(1);
        open(ONE).cancel();
        second.cancel();
        assertThat(streams.count()).isZero();
    }

    @Test
    void whatEndsOrFailsIsClosed() {
        Cancellable ended = streams.<Integer>open(ONE, () -> Multi.createFrom().item(1))
                .subscribe()
                .with(item -> {});
        Cancellable failed = streams.<Integer>open(
                        ONE, () -> Multi.createFrom().failure(new IllegalStateException("broken")))
                .subscribe()
                .with(item -> {}, failure -> {});
        ended.cancel();
        failed.cancel();
        assertThat(streams.count()).isZero();
    }

    private Cancellable open(TenantId tenant) {
        return streams.<Integer>open(tenant, () -> Multi.createFrom().nothing())
                .subscribe()
                .with(item -> {});
    }
}
