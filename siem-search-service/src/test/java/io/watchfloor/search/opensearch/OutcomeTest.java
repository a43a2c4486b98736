package io.watchfloor.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.watchfloor.contracts.ContractJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "201, '', STORED",
        "409, version_conflict_engine_exception, STORED",
        "400, mapper_parsing_exception, REFUSED",
        "400, strict_dynamic_mapping_exception, REFUSED",
        "400, validation_exception, NOT_NOW",
        "403, cluster_block_exception, NOT_NOW",
        "404, index_not_found_exception, NOT_NOW",
        "429, rejected_execution_exception, NOT_NOW",
        "503, unavailable_shards_exception, NOT_NOW"
    })
    void onlyADocumentThatIsToBlameIsRefused(int status, String type, Outcome expected) throws JsonProcessingException {
        String item = "{\"status\":" + status + ",\"error\":{\"type\":\"" + type + "\"}}";
        assertThat(Outcome.of(ContractJson.mapper().readTree(item))).isEqualTo(expected);
    }
}
