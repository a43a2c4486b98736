package io.watchfloor.promotion.dedup;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ids of candidates: the same facts have the same id, whichever process states them and how often. */
final class CandidateIds {
    private record Content(String dedupHash, List<Occurrence> occurrences, Match.@Nullable Escalation escalation) {}

    private CandidateIds() {}

    /** Hexadecimal SHA-256 of the alert's key, the occurrences and the escalation. */
    static String of(String dedupHash, List<Occurrence> occurrences, Match.@Nullable Escalation escalation) {
        byte[] content = ContractJson.write(new Content(dedupHash, occurrences, escalation));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
