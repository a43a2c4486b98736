package io.watchfloor.platform.page;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed cursors: where to go on in a list, bound to the tenant and to the list they came from. A cursor that was
 * changed, or that belongs to another tenant or list, is refused with 400.
 */
@ApplicationScoped
public class CursorCodec {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int MAX_LENGTH = 4_096;

    private record Content(String tenant, String scope, List<String> values) {}

    private final SecretKeySpec key;

    CursorCodec(PageConfig config) {
        byte[] secret = Base64.getDecoder().decode(config.cursorKey());
        if (secret.length < MAC_BYTES) {
            throw new IllegalStateException("watchfloor.page.cursor-key must have at least 32 bytes");
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Makes a cursor; {@code scope} names the list with everything that its order and content depend on. */
    public String encode(TenantId tenant, String scope, List<String> values) {
        byte[] content = ContractJson.write(new Content(tenant.value(), scope, values));
        byte[] mac = mac(content);
        byte[] signed = Arrays.copyOf(mac, MAC_BYTES + content.length);
        System.arraycopy(content, 0, signed, MAC_BYTES, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** Reads a cursor made by {@link #encode} with the same tenant and scope. */
    public List<String> decode(TenantId tenant, String scope, String cursor) {
        byte[] signed = bytes(cursor);
        byte[] content = Arrays.copyOfRange(signed, MAC_BYTES, signed.length);
        if (!MessageDigest.isEqual(mac(content), Arrays.copyOf(signed, MAC_BYTES))) {
            throw refused();
        }
        try {
            Content read = ContractJson.read(content, Content.class);
            if (!read.tenant().equals(tenant.value()) || !read.scope().equals(scope)) {
                throw refused();
            }
            return read.values();
        } catch (UncheckedIOException e) {
            throw refused();
        }
    }

    /**
     * A page with the cursor of the next one.
     *
     * @param read up to {@code limit + 1} items: the one too many tells that there is more
     * @param position where an item stands in the list
     */
    public <T> Page<T> page(
            TenantId tenant, String scope, List<T> read, int limit, Function<T, List<String>> position) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        List<T> shown = read.subList(0, limit);
        return new Page<>(shown, encode(tenant, scope, position.apply(shown.getLast())));
    }

    private static byte[] bytes(String cursor) {
        try {
            byte[] signed = cursor.length() > MAX_LENGTH
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(cursor);
            if (signed.length > MAC_BYTES) {
                return signed;
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static ProblemException refused() {
        String message = "Use next_cursor of the previous page of this list, or leave cursor out";
        return new ProblemException(CommonProblem.INVALID_CURSOR, message).at("?cursor", "invalid_cursor", message);
    }

    private byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
