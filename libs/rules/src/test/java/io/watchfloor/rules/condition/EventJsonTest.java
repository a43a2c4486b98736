package io.watchfloor.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonParser;
import io.watchfloor.contracts.ContractJson;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    @Test
    void numbersKeepTheirSpelling() throws IOException {
        FlatEvent event = read("{\"a\": 1.50, \"b\": 1e3, \"c\": 123456789012345678901234567890, \"d\": true}");
        assertThat(event.values("a")).containsExactly("1.50");
        assertThat(event.values("b")).containsExactly("1e3");
        assertThat(event.values("c")).containsExactly("123456789012345678901234567890");
        assertThat(event.values("d")).containsExactly("true");
    }

    @Test
    void nestedAndRepeatedFieldsAddValues() throws IOException {
        FlatEvent event = read("{\"a\": {\"b\": [1, [2], {\"c\": null}]}, \"a.b\": \"x\", \"e\": [], \"o\": {}}");
        assertThat(event.names()).containsExactlyInAnyOrder("a.b", "a.b.c", "e");
        assertThat(event.values("a.b")).containsExactly("1", "2", "x");
        assertThat(event.values("a.b.c")).isEmpty();
        assertThat(event.values("e")).isEmpty();
    }

    @Test
    void onlyObjectsAreEvents() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read("[]"));
    }

    private static FlatEvent read(String json) throws IOException {
        try (JsonParser parser = ContractJson.mapper().createParser(json)) {
            assertThat(parser.nextToken()).isNotNull();
            return EventJson.read(parser);
        }
    }
}
