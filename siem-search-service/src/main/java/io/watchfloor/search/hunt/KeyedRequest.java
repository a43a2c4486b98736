package io.watchfloor.search.hunt;

import io.watchfloor.contracts.ContractJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request that its caller may send again: the same key makes no second hunt as long as there is the first
 * (draft-ietf-httpapi-idempotency-key-header-07).
 *
 * @param key the caller's name for the request; null without one
 * @param hash of the body: another body under the same key is refused
 */
record KeyedRequest(@Nullable String key, String hash) {
    /** Response header that says that the hunt was there before. */
    static final String REPLAYED = "Idempotency-Replayed";

    static KeyedRequest of(@Nullable String key, HuntRequest body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ContractJson.write(body));
            return new KeyedRequest(key, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
