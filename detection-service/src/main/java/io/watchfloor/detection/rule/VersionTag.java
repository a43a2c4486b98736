package io.watchfloor.detection.rule;

import io.watchfloor.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags (RFC 9110 §8.8.3): {@code "3"}. */
public final class VersionTag {
    private VersionTag() {}

    /** The value of an {@code ETag} header. */
    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /** The version that an {@code If-Match} header asks for; null when any will do. 400 when it is none of ours. */
    public static @Nullable Integer expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            boolean quoted = ifMatch.length() > 2 && ifMatch.startsWith("\"") && ifMatch.endsWith("\"");
            return Integer.valueOf(quoted ? ifMatch.substring(1, ifMatch.length() - 1) : ifMatch);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("If-Match", "invalid_value", "Send the ETag that this was answered with");
        }
    }
}
