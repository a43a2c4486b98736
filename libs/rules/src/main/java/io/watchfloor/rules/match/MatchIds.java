package io.watchfloor.rules.match;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Ids that depend on nothing but what they name: the same live, replayed, scheduled and in a back-test. */
public final class MatchIds {
    private MatchIds() {}

    /**
     * The id of a match: 32 hexadecimal digits.
     *
     * @param logicVersion the version that last changed what the rule decides by
     * @param group the group key's text; empty for query rules
     * @param eventId the burst's first member, or the one event of a query match
     */
    public static String of(String tenant, String ruleId, int logicVersion, String group, String eventId) {
        return hash(List.of(tenant, ruleId, Integer.toString(logicVersion), group, eventId));
    }

    /** 32 hexadecimal digits over the parts; {@code [ab, c]} and {@code [a, bc]} differ. */
    public static String hash(List<String> parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
