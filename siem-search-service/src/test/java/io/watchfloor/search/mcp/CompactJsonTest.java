package io.watchfloor.search.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatIsSmallStaysAsItIs() throws Exception {
        JsonNode answer = JSON.readTree("{\"count\":2,\"events\":[{\"a\":\"b\"},{\"a\":1.5}],\"complete\":true}");
        assertThat(JSON.readTree(CompactJson.of(answer, 1_000, false))).isEqualTo(answer);
    }

    @Test
    void emptyMembersAndRawInputsAreLeftOut() throws Exception {
        JsonNode answer = JSON.readTree("{\"a\":null,\"b\":[],\"c\":{},\"event.original\":\"raw\",\"d\":0}");
        assertThat(CompactJson.of(answer, 1_000, false)).isEqualTo("{\"d\":0}");
        assertThat(CompactJson.of(answer, 1_000, true)).isEqualTo("{\"event.original\":\"raw\",\"d\":0}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_000, 20_000, 50_000})
    void longAnswersFitAndSayWhatWasCut(int size) throws Exception {
        ObjectNode answer = JSON.createObjectNode();
        IntStream.range(0, 300)
                .forEach(
                        i -> answer.withArray("events").addObject().put("id", i).put("message", "x".repeat(300)));
        String text = CompactJson.of(answer, size, false);
        assertThat(text.length()).isLessThanOrEqualTo(size);
        JsonNode made = JSON.readTree(text);
        assertThat(made.path("events").size()).isBetween(1, 299);
        assertThat(made.path("truncated_for_size").get(0).asText()).startsWith("/events");
    }

    @Test
    void anAnswerOfManyMembersIsCutAsText() throws Exception {
        ObjectNode answer = JSON.createObjectNode();
        IntStream.range(0, 5_000).forEach(i -> answer.put("field" + i, i));
        String text = CompactJson.of(answer, 2_000, false);
        assertThat(text.length()).isLessThanOrEqualTo(2_000);
        assertThat(JSON.readTree(text).path("truncated_for_size").get(0).asText())
                .contains("ask for less");
    }
}
