package io.watchfloor.detection.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.contracts.ContractJson;
import java.io.UncheckedIOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{}|{}",
                "{\"a\":1}|{\"a\":1}|{}",
                "{\"a\":1}|{\"a\":2}|{\"a\":2}",
                "{\"a\":1}|{}|{\"a\":null}",
                "{}|{\"a\":{\"b\":1}}|{\"a\":{\"b\":1}}",
                "{\"a\":{\"b\":1,\"c\":2}}|{\"a\":{\"b\":3}}|{\"a\":{\"b\":3,\"c\":null}}",
                "{\"a\":{\"b\":1}}|{\"a\":{}}|{\"a\":{\"b\":null}}",
                "{\"a\":{\"b\":1}}|{\"a\":[1]}|{\"a\":[1]}",
                "{\"a\":[1,2]}|{\"a\":[2,1]}|{\"a\":[2,1]}",
                "{\"a\":\"x\"}|{\"a\":{\"b\":1}}|{\"a\":{\"b\":1}}",
            })
    void theDifferenceIsThePatchThatMakesTheOneOfTheOther(String before, String after, String patch) {
        ObjectNode difference = MergePatch.between(tree(before), tree(after));
        assertThat(difference).isEqualTo(tree(patch));
        assertThat(MergePatch.apply(tree(before), difference)).isEqualTo(tree(after));
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) ContractJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
