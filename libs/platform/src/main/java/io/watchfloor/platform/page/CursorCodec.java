package io.watchfloor.platform.page;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed and encrypted cursors: where to go on in a list, bound to the tenant and to the list they came from. A cursor that was
 * changed, or that belongs to another tenant or list, is refused with 400. Nobody else can read one: it may tell how far a topic of all
 * tenants has come. It is the signature of the content, then the content, encrypted in counter mode from the signature's first half on,
 * as in RFC 5297: the same content makes the same cursor.
 */
@ApplicationScoped
public class CursorCodec {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String CIPHER = "AES/CTR/NoPadding";
    private static final byte[] CIPHER_KEY_OF = "cursors are encrypted".getBytes(StandardCharsets.UTF_8);
    private static final int MAC_BYTES = 32;
    private static final int BLOCK_BYTES = 16;
    private static final int MAX_LENGTH = 4_096;

    private record Content(String tenant, String scope, List<String> values) {}

    private final SecretKeySpec key;
    private final SecretKeySpec cipherKey;

    CursorCodec(PageConfig config) {
        byte[] secret = Base64.getDecoder().decode(config.cursorKey());
        if (secret.length < MAC_BYTES) {
            throw new IllegalStateException("watchfloor.page.cursor-key must have at least 32 bytes");
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.cipherKey = new SecretKeySpec(mac(CIPHER_KEY_OF), "AES");
    }

    /** Makes a cursor; {@code scope} names the list with everything that its order and content depend on. */
    public String encode(TenantId tenant, String scope, List<String> values) {
        byte[] content = ContractJson.write(new Content(tenant.value(), scope, values));
        byte[] mac = mac(content);
        byte[] signed = Arrays.copyOf(mac, MAC_BYTES + content.length);
        System.arraycopy(crypt(Cipher.ENCRYPT_MODE, mac, content), 0, signed, MAC_BYTES, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** Reads a cursor made by {@link #encode} with the same tenant and scope. */
    public List<String> decode(TenantId tenant, String scope, String cursor) {
        byte[] signed = bytes(cursor);
        byte[] mac = Arrays.copyOf(signed, MAC_BYTES);
        byte[] content = crypt(Cipher.DECRYPT_MODE, mac, Arrays.copyOfRange(signed, MAC_BYTES, signed.length));
        if (!MessageDigest.isEqual(mac(content), mac)) {
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

    private byte[] crypt(int mode, byte[] mac, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, cipherKey, new IvParameterSpec(mac, 0, BLOCK_BYTES));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
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
