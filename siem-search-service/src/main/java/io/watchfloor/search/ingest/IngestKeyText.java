package io.watchfloor.search.ingest;

import io.watchfloor.platform.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An ingest key as its holder sends it: {@code wfk_<tenant>_<secret>}. The tenant part only says where to look; the hash
 * of the whole key must be found there.
 */
record IngestKeyText(TenantId tenant, String text) {
    static final String PREFIX = "wfk_";
    private static final int SECRET_BYTES = 32;
    private static final int MAX_LENGTH = 256;

    static IngestKeyText generate(TenantId tenant, RandomGenerator random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new IngestKeyText(tenant, PREFIX + tenant.value() + "_" + encoded);
    }

    static Optional<IngestKeyText> parse(String text) {
        int end = text.indexOf('_', PREFIX.length());
        if (!text.startsWith(PREFIX) || end < 0 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IngestKeyText(new TenantId(text.substring(PREFIX.length(), end)), text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** SHA-256; enough for a secret of 256 random bits. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + tenant + "_***";
    }
}
