package io.watchfloor.parsers;

import java.util.Locale;

/** Names and hashes in the one spelling that ties events of several sources together. */
final class Hosts {
    private Hosts() {}

    /** The first label of a name; addresses as they are. */
    static String shortName(String host) {
        int dot = host.indexOf('.');
        return dot > 0 && IpText.canonical(host) == null ? host.substring(0, dot) : host;
    }

    /** A hash in lower case, without the colons of fingerprints. */
    static String hash(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return lower.indexOf(':') < 0 ? lower : lower.replace(":", "");
    }
}
