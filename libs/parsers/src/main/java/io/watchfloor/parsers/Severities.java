package io.watchfloor.parsers;

import io.watchfloor.contracts.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Severity words and numbers of senders on our scale. */
final class Severities {
    private Severities() {}

    /** The severity of a word of any of the usual scales, or null. */
    static @Nullable Severity ofWord(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "informational", "information", "info", "debug", "trace" -> Severity.INFORMATIONAL;
            case "low", "notice", "minor" -> Severity.LOW;
            case "medium", "moderate", "warning", "warn" -> Severity.MEDIUM;
            case "high", "error", "err", "major" -> Severity.HIGH;
            case "critical", "crit", "alert", "emergency", "emerg", "fatal", "severe" -> Severity.CRITICAL;
            default -> null;
        };
    }

    /** The severity of a number of our own scale 0-100, or null outside it. */
    static @Nullable Severity ofScore(long score) {
        if (score < 0 || score > 100) {
            return null;
        }
        Severity result = Severity.INFORMATIONAL;
        for (Severity severity : Severity.values()) {
            if (score > severity.score() - 25) {
                result = severity;
            }
        }
        return result;
    }

    /** Syslog's 0 (worst) to 7. */
    static Severity ofSyslog(int severity) {
        return switch (severity) {
            case 0, 1 -> Severity.CRITICAL;
            case 2, 3 -> Severity.HIGH;
            case 4 -> Severity.MEDIUM;
            default -> Severity.LOW;
        };
    }
}
