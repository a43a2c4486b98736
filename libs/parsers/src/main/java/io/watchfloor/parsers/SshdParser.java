package io.watchfloor.parsers;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenSSH's server log. Only lines that tell how a login ended carry an outcome, so that one attempt, which sshd and PAM
 * tell in up to four lines, is counted once:
 *
 * <ul>
 *   <li>{@code Failed <method> for [invalid user ]U from A port P ssh2}: action ssh_login, outcome failure;
 *   <li>{@code Accepted <method> for U from A port P ssh2[: key]}: action ssh_login, outcome success;
 *   <li>{@code Failed none …}: a client asks which methods there are: action ssh_auth_probe, outcome unknown.
 * </ul>
 */
final class SshdParser {
    private static final Set<String> PROGRAMS = Set.of("sshd", "sshd-session", "sshd-auth");
    private static final String FROM = " from ";

    private SshdParser() {}

    static boolean isFor(@Nullable String program) {
        return program != null && PROGRAMS.contains(program);
    }

    static void parse(String given, EventFields event) {
        String message = given.stripLeading();
        if (message.startsWith("Failed ")) {
            login(message, "Failed ".length(), "failure", event);
        } else if (message.startsWith("Accepted ")) {
            login(message, "Accepted ".length(), "success", event);
        } else if (message.startsWith("Invalid user ")) {
            if (peer(message, "Invalid user ".length() - 1, event)) {
                event.set("event.action", "ssh_invalid_user");
            }
        } else if (!message.startsWith("Server listening")) {
            event.set("source.ip", address(message));
        }
    }

    private static void login(String message, int at, String outcome, EventFields event) {
        int afterMethod = message.indexOf(" for ", at);
        if (afterMethod < 0 || message.indexOf(' ', at) != afterMethod) {
            return;
        }
        int user = afterMethod + " for".length();
        for (String prefix : new String[] {" invalid user ", " illegal user "}) {
            if (message.startsWith(prefix, user)) {
                user += prefix.length() - 1;
                break;
            }
        }
        if (!peer(message, user, event)) {
            return;
        }
        String method = message.substring(at, afterMethod);
        event.set("sshd.auth_method", method);
        if (method.equals("none")) {
            event.set("event.action", "ssh_auth_probe");
            event.set("event.outcome", "unknown");
        } else {
            event.set("event.category", "authentication");
            event.set("event.action", "ssh_login");
            event.set("event.outcome", outcome);
        }
    }

    /**
     * The user and where from. A user name is the client's to choose and may hold spaces or a forged " from ", so the last
     * " from " with an address behind it ends it.
     *
     * @param spaceBeforeUser the index of the space before the user name
     */
    private static boolean peer(String message, int spaceBeforeUser, EventFields event) {
        for (int from = message.lastIndexOf(FROM);
                from >= spaceBeforeUser;
                from = message.lastIndexOf(FROM, from - 1)) {
            Cursor rest = new Cursor(message);
            rest.at = from + FROM.length();
            String host = rest.token();
            rest.skipSpaces();
            if (!isEnd(rest, event, host)) {
                continue;
            }
            event.set("user.name", from <= spaceBeforeUser ? "" : message.substring(spaceBeforeUser + 1, from));
            return true;
        }
        return false;
    }

    private static boolean isEnd(Cursor rest, EventFields event, String host) {
        if (host.isEmpty()) {
            return false;
        }
        int port = -1;
        if (rest.skip("port ")) {
            port = rest.number(1, 5);
            rest.skipSpaces();
            rest.skip("ssh2");
        }
        boolean end = rest.atEnd() || rest.peek(0) == ':' || rest.skip("[preauth]");
        if (!end) {
            return false;
        }
        event.set("source.address", host);
        String ip = IpText.canonical(host);
        event.set(ip == null ? "source.domain" : "source.ip", ip == null ? host : ip);
        event.set("source.port", port < 0 ? null : (Object) port);
        return true;
    }

    /** The first word of any other line that is an address, as in "Connection closed by A port P". */
    private static @Nullable String address(String message) {
        int start = 0;
        for (int i = 0; i <= message.length(); i++) {
            if (i == message.length() || " []()=,".indexOf(message.charAt(i)) >= 0) {
                String word = message.substring(start, i);
                String trimmed =
                        word.endsWith(":") && !word.endsWith("::") ? word.substring(0, word.length() - 1) : word;
                String ip = trimmed.length() < 7 && trimmed.indexOf(':') < 0 ? null : IpText.canonical(trimmed);
                if (ip != null && !ip.equals("0.0.0.0") && !ip.equals("::")) {
                    return ip;
                }
                start = i + 1;
            }
        }
        return null;
    }
}
