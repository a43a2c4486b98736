package io.watchfloor.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.store.FoundRows;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class FoundEventTest {
    private static final FieldSelection ALL = FieldSelection.of(null, FieldRights.OF_SERVICES, "/");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theJsonOfARowIsThatOfItsFields() throws Exception {
        for (FoundRows.Row row : FoundRows.some()) {
            FoundEvent event = ALL.of(row.item());
            byte[] written = ContractJson.write(event);

            assertThat(json.readTree(written)).isEqualTo(json.readTree(ContractJson.write(event.fields())));
            assertThat(json.readTree(json.writeValueAsString(event))).isEqualTo(json.readTree(written));
            assertThat(event.id()).isEqualTo(row.id());
        }
    }

    @Test
    void theBytesOfARowAreAboutThoseOfItsJson() {
        for (FoundRows.Row row : FoundRows.some()) {
            int written = ContractJson.write(ALL.of(row.item())).length;

            assertThat(row.item().bytes()).isCloseTo(written, Percentage.withPercentage(20));
        }
    }

    @Test
    void onlyChosenFieldsAreWritten() throws Exception {
        FieldSelection some = FieldSelection.of(List.of("user.name", "process.*"), FieldRights.OF_SERVICES, "/");
        FoundEvent event = some.of(FoundRows.some().getFirst().item());

        Map<?, ?> written = json.readValue(ContractJson.write(event), Map.class);
        assertThat(written).isEqualTo(event.fields());
        assertThat(event.fields()).containsOnlyKeys("event.id", "@timestamp", "user.name", "process.name");
    }
}
