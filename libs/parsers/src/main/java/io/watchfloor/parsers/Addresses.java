package io.watchfloor.parsers;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses as logs write them. */
final class Addresses {
    private static final Set<String> NOBODY =
            Set.of("", "-", "?", "*", "::", "0.0.0.0", "localhost", "local", "unknown", "(null)");

    private Addresses() {}

    /** The address, "" when the value is none or names nobody. */
    static String of(@Nullable Object value) {
        String text = value == null ? "" : value.toString().strip();
        String address = IpText.canonical(text);
        return address == null || NOBODY.contains(address) ? "" : address;
    }

    static boolean isNobody(String text) {
        return NOBODY.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a canonical address is one of the host itself, which ties it to no other. */
    static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }
}
