package io.watchfloor.detection.idempotency;

import io.watchfloor.contracts.ContractJson;
import java.nio.charset.StandardCharsets;

/** What a request was answered with: status and JSON body. */
public record StoredAnswer(int status, String body) {
    /** Response header that says that an answer was stored before. */
    public static final String REPLAYED = "Idempotency-Replayed";

    public static StoredAnswer of(int status, Object body) {
        return new StoredAnswer(status, new String(ContractJson.write(body), StandardCharsets.UTF_8));
    }

    public <T> T as(Class<T> type) {
        return ContractJson.read(body.getBytes(StandardCharsets.UTF_8), type);
    }
}
