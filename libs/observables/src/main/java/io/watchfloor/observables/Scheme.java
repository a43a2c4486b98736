package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scheme in front of {@code ://}.
 *
 * @param name as it is meant: {@code http} for {@code hxxp}
 * @param start where it begins in the text
 * @param renamed whether it is written under a name that makes it harmless
 */
record Scheme(String name, int start, boolean renamed) {
    private static final Set<String> KNOWN = Set.of(
            "http", "https", "ftp", "ftps", "sftp", "tftp", "ws", "wss", "ldap", "ldaps", "smb", "ssh", "telnet", "irc",
            "ircs", "rtsp", "rtmp", "rmi", "dns", "iiop", "gopher", "git", "svn", "nfs", "webdav", "dav", "davs");
    private static final Map<String, String> RENAMED =
            Map.of("meow", "http", "meows", "https", "fxp", "ftp", "fxps", "ftps", "f*p", "ftp", "sfxp", "sftp");
    private static final String[] GLUED = {"https", "hxxps", "http", "hxxp"};
    private static final int LONGEST = 8;
    private static final String MASKS = "tx*z_-";

    /** The scheme that ends at this colon, or null. */
    static @Nullable Scheme before(String text, int colon) {
        int first = colon;
        while (first > 0 && colon - first <= LONGEST && isPart(text.charAt(first - 1))) {
            first--;
        }
        String written = text.substring(first, colon).toLowerCase(ROOT);
        String meant = meaning(written);
        return meant == null ? glued(written, first) : new Scheme(meant, first, !meant.equals(written));
    }

    private static boolean isPart(char c) {
        return Ascii.isLetter(c) || c == '*' || c == '_' || c == '-';
    }

    /** {@code urlhttp://}: no space before. */
    private static @Nullable Scheme glued(String written, int first) {
        for (String scheme : GLUED) {
            if (written.endsWith(scheme)) {
                String meant = scheme.replace("xx", "tt");
                return new Scheme(meant, first + written.length() - scheme.length(), !meant.equals(scheme));
            }
        }
        int dash = Math.max(written.lastIndexOf('-'), written.lastIndexOf('_')) + 1;
        String last = written.substring(dash);
        return dash > 0 && KNOWN.contains(last) ? new Scheme(last, first + dash, false) : null;
    }

    private static @Nullable String meaning(String written) {
        if (KNOWN.contains(written)) {
            return written;
        }
        String renamed = RENAMED.get(written);
        return renamed != null ? renamed : masked(written);
    }

    /** {@code h**p}, {@code hxtps}, {@code hxp}, {@code xxxp}: an h or a mask, one to three masks, a p, perhaps an s. */
    private static @Nullable String masked(String written) {
        boolean secure = written.endsWith("s");
        int p = written.length() - (secure ? 2 : 1);
        if (p < 2 || p > 4 || written.charAt(p) != 'p') {
            return null;
        }
        for (int i = 1; i < p; i++) {
            if (MASKS.indexOf(written.charAt(i)) < 0) {
                return null;
            }
        }
        char first = written.charAt(0);
        boolean fits = first == 'h' || first == 'x' || first == '*';
        return fits ? (secure ? "https" : "http") : null;
    }
}
