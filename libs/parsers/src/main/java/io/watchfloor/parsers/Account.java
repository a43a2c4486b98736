package io.watchfloor.parsers;

import org.jspecify.annotations.Nullable;

/**
 * The parts of an account's name.
 *
 * @param domain null when the name has none
 * @param principal the whole of {@code name@domain}; null for other forms
 */
record Account(
        String name, @Nullable String domain, @Nullable String principal) {
    static Account of(String text) {
        int slash = text.indexOf('\\');
        if (slash >= 0) {
            String domain = text.substring(0, slash);
            return new Account(text.substring(slash + 1), domain.isEmpty() ? null : domain, null);
        }
        int at = text.lastIndexOf('@');
        if (at > 0 && at < text.length() - 1) {
            return new Account(text.substring(0, at), text.substring(at + 1), text);
        }
        return new Account(text, null, null);
    }
}
