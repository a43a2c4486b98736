package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import java.util.Set;

/**
 * Reads paths of files and keys of the registry, which end where no name in them can go on. A space, a comma or a bracket
 * belongs to a name if a further separator follows it.
 */
final class PathReader {
    private static final int LONGEST = 1024;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_EXTENSION = 4;
    /** A backslash in JSON in JSON in JSON; of a share twice. */
    private static final int MOST_ESCAPED = 8;

    private static final String NEVER_IN_NAME = "\"<>|*?:`";
    private static final String NEVER_LAST = ".,;)'] ";
    private static final String NEVER_IN_UNIX = "\"'<>|;,()[]{}*?:`\\";
    private static final String NEVER_BEFORE_ROOT = "/\\.~)]}%$";

    private static final Set<String> ROOTS = Set.of(
            "bin",
            "boot",
            "dev",
            "etc",
            "home",
            "lib",
            "lib32",
            "lib64",
            "media",
            "mnt",
            "opt",
            "private",
            "proc",
            "root",
            "run",
            "sbin",
            "snap",
            "srv",
            "sys",
            "tmp",
            "usr",
            "var",
            "Users",
            "Applications",
            "Library",
            "System",
            "Volumes",
            "cores",
            "nix");

    private static final Set<String> HIVES = Set.of(
            "HKLM",
            "HKCU",
            "HKCR",
            "HKU",
            "HKCC",
            "HKEY_LOCAL_MACHINE",
            "HKEY_CURRENT_USER",
            "HKEY_CLASSES_ROOT",
            "HKEY_USERS",
            "HKEY_CURRENT_CONFIG");

    private final String text;

    PathReader(String text) {
        this.text = text;
    }

    /** {@code HKLM}, also as PowerShell's {@code HKLM:}. */
    static boolean isHive(String text, int start, int end) {
        char first = text.charAt(start);
        if ((first != 'H' && first != 'h') || end - start > 20) {
            return false;
        }
        int to = text.charAt(end - 1) == ':' ? end - 1 : end;
        return HIVES.contains(text.substring(start, to).toUpperCase(ROOT));
    }

    /** One letter and a colon at the end of the token. */
    static boolean isDrive(String text, int start, int end) {
        return end - start >= 2
                && text.charAt(end - 1) == ':'
                && Ascii.isLetter(text.charAt(end - 2))
                && (end - start == 2 || !CharClass.isAlphanumeric(text.charAt(end - 3)));
    }

    /** {@code %APPDATA%} */
    static boolean isVariable(String text, int start, int end) {
        return end - start > 2
                && text.charAt(start) == '%'
                && text.charAt(end - 1) == '%'
                && text.indexOf('%', start + 1) == end - 1;
    }

    /** Backslashes single, those in front of a share double. */
    static String filePath(String written) {
        String single = single(written);
        return written.startsWith("\\") ? '\\' + single : single;
    }

    /** Backslashes single, no colon behind the hive. */
    static String registryKey(String written) {
        return single(written).replace(":\\", "\\");
    }

    private static String single(String written) {
        StringBuilder out = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) != '\\' || i == 0 || written.charAt(i - 1) != '\\') {
                out.append(written.charAt(i));
            }
        }
        return out.toString();
    }

    /** Where the names of a share begin ({@code \\\\host} ends there), or -1 if none begins here. */
    int shareNames(int at) {
        int host = behindBackslashes(at);
        int leading = host - at;
        boolean begins = leading > 1
                && leading % 2 == 0
                && (at == 0 || (!CharClass.isToken(text.charAt(at - 1)) && text.charAt(at - 1) != '\\'));
        int end = host;
        while (begins && end < text.length() && end - host <= LONGEST_NAME && CharClass.isToken(text.charAt(end))) {
            end++;
        }
        int names = behindBackslashes(end);
        return end > host + 1 && names - end == leading / 2 && isShareName(names) ? end : -1;
    }

    private int behindBackslashes(int from) {
        int at = from;
        while (at < text.length() && at - from < MOST_ESCAPED && text.charAt(at) == '\\') {
            at++;
        }
        return at;
    }

    private boolean isShareName(int at) {
        return at < text.length() && CharClass.isAlphanumeric(text.charAt(at));
    }

    /**
     * Where the path ends whose first separator is at {@code from}, or -1 if nothing follows it.
     *
     * @param start where the path begins
     */
    int windowsEnd(int from, int start) {
        int first = behindSeparators(from);
        int name = first;
        int end = name;
        while (end < text.length() && end - from < LONGEST) {
            char c = text.charAt(end);
            if (isSeparator(c)) {
                name = behindSeparators(end);
                if (name - end < first - from && "nrtu\"".indexOf(charAt(name)) >= 0) {
                    break; // an escape: separators are escaped themselves
                }
                end = name;
            } else if (goesOn(c, name, end)) {
                end++;
            } else {
                break;
            }
        }
        int to = trimmed(first, end);
        return to < 0 ? -1 : Math.max(to, quoted(from, to, start));
    }

    private char charAt(int at) {
        return at < text.length() ? text.charAt(at) : ' ';
    }

    private boolean goesOn(char c, int name, int at) {
        if (c < ' ' || NEVER_IN_NAME.indexOf(c) >= 0) {
            return false;
        }
        boolean plain = CharClass.isToken(c) || "$~#!^".indexOf(c) >= 0;
        return plain || (!hasExtension(name, at) && separatorFollows(at + 1));
    }

    /** {@code x.exe} before a space is the end. */
    private boolean hasExtension(int name, int end) {
        for (int i = end - 1; i > name && end - i <= LONGEST_EXTENSION + 1; i--) {
            if (text.charAt(i) == '.') {
                return i < end - 1;
            }
        }
        return false;
    }

    private boolean separatorFollows(int from) {
        for (int i = from; i < text.length() && i - from < LONGEST_NAME; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                return i > from && (CharClass.isAlphanumeric(text.charAt(i - 1)) || text.charAt(i - 1) == ')');
            }
            if (c < ' ' || NEVER_IN_NAME.indexOf(c) >= 0) {
                return false;
            }
        }
        return false;
    }

    /** A path in quotes may hold spaces up to an extension at the closing quote. */
    private int quoted(int from, int end, int start) {
        char quote = start == 0 ? ' ' : text.charAt(start - 1);
        if (quote != '"' && quote != '\'') {
            return end;
        }
        int to = end;
        while (to < text.length()
                && to - from < LONGEST
                && text.charAt(to) >= ' '
                && !endsQuoted(text.charAt(to), quote)) {
            to++;
        }
        boolean closes = to < text.length() && text.charAt(to) == quote;
        return closes && !hasExtension(from, end) && hasExtension(end, to) ? to : end;
    }

    private static boolean endsQuoted(char c, char quote) {
        return c == quote || NEVER_IN_NAME.indexOf(c) >= 0;
    }

    /** Where the path ends that begins with this slash below a folder that every Unix has, or a home; -1 if none. */
    int unixEnd(int start) {
        boolean home = text.charAt(start) == '~';
        if (!isRoot(start) || (home && !text.startsWith("/", start + 1))) {
            return -1;
        }
        int slash = home ? start + 1 : start;
        int end = slash + 1;
        while (end < text.length() && end - start < LONGEST && isUnix(text.charAt(end))) {
            end++;
        }
        int second = home ? slash : text.indexOf('/', slash + 1, end);
        int to = trimmed(slash + 1, end);
        boolean known = home || (second > 0 && ROOTS.contains(text.substring(slash + 1, second)));
        return known && to > second + 1 ? to : -1;
    }

    private boolean isRoot(int start) {
        if (start == 0 || text.startsWith("://", start - 3)) {
            return true;
        }
        char before = text.charAt(start - 1);
        return (!CharClass.isToken(before) || before == ':') && NEVER_BEFORE_ROOT.indexOf(before) < 0;
    }

    private static boolean isUnix(char c) {
        return !CharClass.isSpace(c) && NEVER_IN_UNIX.indexOf(c) < 0;
    }

    private static boolean isSeparator(char c) {
        return c == '\\' || c == '/';
    }

    private int behindSeparators(int from) {
        int at = from;
        while (at < text.length() && at - from < MOST_ESCAPED && isSeparator(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Without punctuation and separators at the end; -1 if nothing is left. */
    private int trimmed(int from, int end) {
        int to = end;
        while (to > from && (NEVER_LAST.indexOf(text.charAt(to - 1)) >= 0 || isSeparator(text.charAt(to - 1)))) {
            to--;
        }
        return to > from ? to : -1;
    }
}
