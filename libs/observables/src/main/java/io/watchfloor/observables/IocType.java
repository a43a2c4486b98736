package io.watchfloor.observables;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What {@link IocExtractor} finds, in the order in which types are listed. */
public enum IocType {
    /** Dotted decimal without leading zeros. */
    IPV4,
    /** RFC 5952; a v4-mapped address keeps its mixed notation. */
    IPV6,
    /** An address as {@link #IPV4} or {@link #IPV6}, a slash, the length of the prefix. */
    CIDR,
    /** Lower case, A-labels, without trailing dot. */
    DOMAIN,
    /** Refanged, scheme and host in lower case, the rest as written. */
    URL,
    /** Lower case, domain in A-labels. */
    EMAIL,
    MD5,
    SHA1,
    SHA256,
    SHA512,
    /** Fingerprint of a TLS client or server, known by its label. */
    JA3,
    /** Hash of a table of imports, known by its label. */
    IMPHASH,
    CVE,
    /** Id of a technique, tactic, group, software, mitigation or campaign of ATT&CK. */
    ATTACK_ID,
    /** Lower case, colons. */
    MAC,
    ASN,
    /** Path of a file on Windows, Unix or a share; backslashes single. */
    FILEPATH,
    REGISTRY_KEY,
    /** Bitcoin address; its checksum holds. */
    BTC,
    /** Ethereum address as written. */
    ETH;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire, lower case: {@code ipv4}, {@code attack_id}, … */
    public String wireName() {
        return wireName;
    }

    /**
     * The types that a filter names, in any case: a wire name its type, {@code ip} both kinds of addresses, {@code hash}
     * every kind of hash of files.
     *
     * @throws IllegalArgumentException if the name is neither
     */
    public static Set<IocType> selectedBy(String filter) {
        return switch (filter.toLowerCase(Locale.ROOT)) {
            case "ip" -> EnumSet.of(IPV4, IPV6);
            case "hash" -> EnumSet.of(MD5, SHA1, SHA256, SHA512);
            default -> EnumSet.of(named(filter));
        };
    }

    private static IocType named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equalsIgnoreCase(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown type of indicator: " + wireName));
    }
}
