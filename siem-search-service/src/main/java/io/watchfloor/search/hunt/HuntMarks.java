package io.watchfloor.search.hunt;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.search.store.HighWater;
import java.nio.charset.StandardCharsets;

/** Marks in the events topic as the table keeps them. */
final class HuntMarks {
    private HuntMarks() {}

    static String write(HighWater mark) {
        return new String(ContractJson.write(mark), StandardCharsets.UTF_8);
    }
}
