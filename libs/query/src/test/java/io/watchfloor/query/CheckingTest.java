package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckingTest {
    private static final List<Map<String, Object>> EVENTS = IntStream.range(0, 100)
            .mapToObj(i -> Map.<String, Object>of("message", i + "x".repeat(1_000), "user.name", "u" + i))
            .toList();

    /** Runs out after so many checks. */
    private record Patience(AtomicInteger left) implements Runnable {
        @Override
        public void run() {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("enough");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a OR b OR c OR d, 3",
        "-a -b -c -d, 7",
        "_exists_:a OR _exists_:b, 1",
        "message:/.*x.*y/, 50",
        "message:*x*y*, 50",
        "*y*z, 50"
    })
    void aTableIsLeftBetweenColumnsAndBetweenValuesOfAPattern(String query, int checks) {
        CompiledQuery compiled = compiled(query, checks);
        assertThatThrownBy(() -> compiled.select(new ListTable(EVENTS))).hasMessage("enough");
    }

    @Test
    void anEventIsNotBegunAfterTheCheck() {
        CompiledQuery compiled = compiled("x", 1);
        assertThat(compiled.matches(Document.of(EVENTS.getFirst()))).isFalse();
        assertThatThrownBy(() -> compiled.matches(Document.of(EVENTS.getFirst())))
                .hasMessage("enough");
    }

    @Test
    void whatIsNotStoppedIsTheSame() {
        CompiledQuery plain = CompiledQuery.of(QueryParser.parse("message:/1.*/ OR u7"));
        assertThat(plain.checking(() -> {}).select(new ListTable(EVENTS)))
                .isEqualTo(plain.select(new ListTable(EVENTS)));
    }

    private static CompiledQuery compiled(String query, int checks) {
        return CompiledQuery.of(QueryParser.parse(query)).checking(new Patience(new AtomicInteger(checks)));
    }
}
