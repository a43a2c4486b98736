package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonLengthTest {
    static List<Object> values() {
        return List.of(
                "",
                "plain",
                "C:\\Users\\ana \"x\"",
                IntStream.range(0, 0x180).mapToObj(Character::toString).collect(Collectors.joining()),
                "größe € 漢字 \u2028 😀",
                0,
                -17,
                Long.MIN_VALUE,
                0.25,
                1e300,
                true,
                List.of(),
                List.of("one"),
                List.of("a\n", 2, false, "ü"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void itIsThatOfTheJsonThatIsWritten(Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, "0199");
        fields.put(Event.TIMESTAMP, "2026-02-01T00:00:00.000Z");
        fields.put(Event.TENANT, "acme");
        fields.put("näme", value);
        fields.put(
                "all", values().stream().filter(each -> !(each instanceof List)).toList());
        Event event = new Event(fields);

        assertThat(JsonLength.of(sink -> sink.event(event.fields()))).isEqualTo(ContractJson.write(event).length);
    }
}
