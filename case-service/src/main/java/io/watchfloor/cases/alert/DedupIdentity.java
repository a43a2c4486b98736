package io.watchfloor.cases.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What makes occurrences the same alert.
 *
 * @param profile {@code rule}, {@code adhoc} or {@code client}
 * @param values the values of the dedup fields, for people; the hash alone decides
 * @param hash {@code v1:} and 64 hexadecimal digits
 * @param window how long after its last event an alert takes further ones; at most a year
 */
record DedupIdentity(String profile, Map<String, List<String>> values, String hash, Duration window) {
    static final Duration LONGEST_WINDOW = Duration.ofDays(366);
    private static final int HEX_DIGITS = 64;

    DedupIdentity {
        if (!isHash(hash)) {
            throw new IllegalArgumentException("a dedup hash is v1: and 64 hexadecimal digits");
        }
        if (!window.isPositive() || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("a dedup window is 1 second to 366 days");
        }
        values = clean(values);
    }

    private static boolean isHash(String hash) {
        return hash.length() == HEX_DIGITS + 3
                && hash.startsWith("v1:")
                && hash.substring(3).chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static Map<String, List<String>> clean(Map<String, List<String>> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> PlainText.of(entry.getKey(), PlainText.NAME),
                        entry -> entry.getValue().stream()
                                .map(value -> PlainText.of(value, PlainText.VALUE))
                                .toList(),
                        (first, second) -> first,
                        TreeMap::new));
    }
}
