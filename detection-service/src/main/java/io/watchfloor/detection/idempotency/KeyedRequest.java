package io.watchfloor.detection.idempotency;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request that its caller may send again.
 *
 * @param operation method and path
 * @param key the caller's name for the request, unique per tenant, principal and operation
 * @param hash of the body: another body under the same key is refused
 */
public record KeyedRequest(TenantId tenant, String principal, String operation, String key, String hash) {

    /** A request of the caller; {@code body} is what was read of it. */
    public static KeyedRequest of(Caller caller, String operation, String key, Object body) {
        return new KeyedRequest(caller.tenant(), caller.subject(), operation, key, hash(ContractJson.write(body)));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
