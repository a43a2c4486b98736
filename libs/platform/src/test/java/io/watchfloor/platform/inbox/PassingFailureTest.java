package io.watchfloor.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassingFailureTest {
    @ParameterizedTest
    @CsvSource({"08006,true", "53300,true", "57P01,true", "40001,true", "40P01,true", "23505,false", "42P01,false"})
    void theSqlStateDecides(String state, boolean passing) {
        assertThat(PassingFailure.isPassing(new PgException("m", "ERROR", state, "d")))
                .isEqualTo(passing);
    }

    @Test
    void anUnreachablePartPassesAndABadMessageDoesNot() {
        assertThat(PassingFailure.isPassing(new ConnectException())).isTrue();
        assertThat(PassingFailure.isPassing(new UncheckedIOException(new java.io.IOException("not JSON"))))
                .isFalse();
        assertThat(PassingFailure.isPassing(new NullPointerException())).isFalse();
    }
}
