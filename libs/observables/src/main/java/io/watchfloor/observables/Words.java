package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words in front of a value, which may say what it is: {@code version} in {@code "FileVersion": "1.2.3.4"}. Looks back a
 * bounded number of characters.
 */
final class Words {
    private static final int LONGEST_SEPARATOR = 6;
    private static final int LONGEST_WORD = 32;
    private static final String SEPARATORS = " \t=:\"'(<>~[\\#";

    private static final Set<String> VERSION_PARTS = Set.of("is", "number", "no", "was", "of", "v", "to", "string");
    private static final Set<String> VERSIONS = Set.of(
            "v",
            "ver",
            "vers",
            "osver",
            "appver",
            "swver",
            "fwver",
            "build",
            "release",
            "rev",
            "revision",
            "firmware",
            "oid",
            "section",
            "chapter",
            "clause",
            "paragraph",
            "article",
            "figure",
            "appendix",
            "requirement",
            "benchmark",
            "chrome",
            "chromium",
            "firefox",
            "jre",
            "jdk",
            "openssl",
            "framework");

    private static final Set<String> NETWORKS = Set.of(
            "inet",
            "inet6",
            "cidr",
            "subnet",
            "network",
            "netblock",
            "net",
            "range",
            "prefix",
            "block",
            "blocked",
            "allow",
            "deny",
            "route",
            "addr");

    private static final Set<String> HASH_PARTS = Set.of(
            "hash",
            "fingerprint",
            "md5",
            "value",
            "digest",
            "is",
            "of",
            "sum",
            "string",
            "client",
            "server",
            "full",
            "with");
    private static final Set<String> OTHER_HASHES = Set.of(
            "traceid",
            "traceparent",
            "spanid",
            "requestid",
            "reqid",
            "session",
            "sessionid",
            "sid",
            "phpsessid",
            "jsessionid",
            "token",
            "csrf",
            "csrftoken",
            "guid",
            "uuid",
            "etag",
            "nonce",
            "correlationid",
            "transactionid",
            "machineid",
            "bootid",
            "invocationid",
            "apikey",
            "accesskey",
            "secretkey",
            "secret",
            "password",
            "commit",
            "hassh",
            "hasshserver",
            "vhash",
            "telfhash",
            "serial",
            "serialnumber",
            "issuernamehash",
            "issuerkeyhash",
            "headsha",
            "basesha",
            "commitsha",
            "cursor",
            "ntlm",
            "nthash",
            "lmhash",
            "richhash");

    /** What a value of the length of MD5 is called. */
    enum HashLabel {
        NONE,
        JA3,
        IMPHASH,
        OTHER
    }

    private final String text;
    private int wordStart;

    Words(String text) {
        this.text = text;
    }

    /** The word that introduces the value at this position, in lower case; empty if none does. */
    String before(int start) {
        int end = start;
        while (end > 0 && start - end < LONGEST_SEPARATOR && SEPARATORS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int from = end;
        while (end < start && from > 0 && end - from < LONGEST_WORD && isPart(text.charAt(from - 1))) {
            from--;
        }
        wordStart = from;
        return text.substring(from, end).toLowerCase(ROOT);
    }

    /** Whether the dotted number here is called a version, or the number of a section. */
    boolean callVersion(int start) {
        String word = before(start);
        if (isVersion(word)) {
            return true;
        }
        return VERSION_PARTS.contains(word) && before(wordStart).contains("version");
    }

    private static boolean isVersion(String word) {
        String last = lastPart(word);
        return VERSIONS.contains(last) || word.contains("version");
    }

    /** Whether what is here is called a network, so that a prefix length is one and no port. */
    boolean callNetwork(int start) {
        String word = before(start);
        return NETWORKS.contains(word) || NETWORKS.contains(lastPart(word));
    }

    /** What the hash here is called. */
    HashLabel hashLabel(int start) {
        int at = start;
        for (int i = 0; i < 3; i++) {
            String word = before(at);
            HashLabel label = label(word, i == 0);
            if (label != null) {
                return label;
            }
            at = wordStart;
        }
        return HashLabel.NONE;
    }

    private static @Nullable HashLabel label(String word, boolean nearest) {
        if (word.contains("ja3")) {
            return HashLabel.JA3;
        }
        if (word.contains("imphash") || word.equals("imp") || (!nearest && word.equals("import"))) {
            return HashLabel.IMPHASH;
        }
        if (nearest && isOther(word)) {
            return HashLabel.OTHER;
        }
        return HASH_PARTS.contains(word) || HASH_PARTS.contains(lastPart(word)) ? null : HashLabel.NONE;
    }

    private static boolean isOther(String word) {
        String letters = word.replace("_", "").replace("-", "").replace(".", "");
        return OTHER_HASHES.contains(letters) || OTHER_HASHES.contains(lastPart(word));
    }

    private static String lastPart(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) == '.') {
            end--;
        }
        int at = end;
        while (at > 0 && Ascii.isLetter(word.charAt(at - 1))) {
            at--;
        }
        return word.substring(at, end);
    }

    private static boolean isPart(char c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
