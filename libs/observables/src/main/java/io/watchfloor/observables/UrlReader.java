package io.watchfloor.observables;

import io.watchfloor.observables.Sightings.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads URLs out of a text: where one begins, where it ends, and whether it has a host. */
final class UrlReader {
    private static final int LONGEST_AUTHORITY = 320;
    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_SCHEME = 9;
    private static final String NEVER_IN_URL = "\"'<>`|^{}\\";
    private static final String NEVER_IN_HOST = ",;&()$*=+!";
    private static final String NEVER_LAST = ".,;:!?*$";
    private static final String[] ENTITIES = {"&quot;", "&gt;", "&lt;", "&apos;", "&#"};

    private final String text;
    private final Sightings sightings;
    private final Remembered<Optional<Origin>> origins = new Remembered<>(Origin::of);

    /** Scheme and authority of a URL; an address where the host is one. */
    private record Origin(UrlParts parts, @Nullable IpAddress address) {
        /** Empty if there is no host. */
        static Optional<Origin> of(String text) {
            UrlParts parts = UrlParts.of(text);
            if (parts == null) {
                return Optional.empty();
            }
            IpAddress address = parts.address();
            boolean hasHost = address != null || DomainNames.isName(parts.host()) || DomainNames.isLabel(parts.host());
            return hasHost ? Optional.of(new Origin(parts, address)) : Optional.empty();
        }
    }

    UrlReader(String text, Sightings sightings) {
        this.text = text;
        this.sightings = sightings;
    }

    /**
     * Reads the URL that has this scheme and whose authority begins at {@code authority}. The authority is judged first
     * and alone, so that a text full of schemes is not read to its end for each of them.
     *
     * @return where to go on: behind the URL, or at the authority if it is none
     */
    int read(Scheme scheme, int authority) {
        int authorityEnd = authorityEnd(authority);
        int trimmed = trimmed(authority, authorityEnd);
        Optional<Origin> known = origins.of(scheme.name() + "://" + text.substring(authority, trimmed));
        if (known.isEmpty()) {
            return authority;
        }
        UrlParts origin = known.get().parts();
        boolean goesOn = authorityEnd < text.length() && "/?#".indexOf(text.charAt(authorityEnd)) >= 0;
        int end = goesOn ? end(authorityEnd, text.length()) : authorityEnd;
        int urlEnd = trimmed(authority, end);
        Place host = host(authority, trimmed);
        if (end - scheme.start() <= LONGEST_URL) {
            String port = text.substring(Math.min(behind(host), trimmed), trimmed);
            String rest = text.substring(Math.min(authorityEnd, urlEnd), urlEnd);
            String value = scheme.name() + "://" + origin.userInfo() + origin.host() + port + rest;
            sightings.add(IocType.URL, value, new Place(scheme.start(), urlEnd, scheme.renamed()));
        }
        host(known.get(), host, end - scheme.start() > LONGEST_URL);
        return end;
    }

    /** The name in a URL is no domain of its own unless asked for or the URL is too long to report; an address is. */
    private void host(Origin origin, Place place, boolean alone) {
        IpAddress address = origin.address();
        String name = origin.parts().host();
        if (address != null && address.address().isAnyLocalAddress()) {
            return; // nobody's
        }
        if (address != null) {
            sightings.add(address.isV6() ? IocType.IPV6 : IocType.IPV4, address.canonical(), place);
        } else if ((alone || sightings.wantsHostsOf(IocType.URL)) && DomainNames.isName(name)) {
            sightings.add(IocType.DOMAIN, name, place);
        }
    }

    private int authorityEnd(int from) {
        int limit = Math.min(text.length(), from + LONGEST_AUTHORITY);
        int end = end(from, UrlParts.authorityEnd(text, from, limit));
        for (int i = behindUserInfo(from, end); i < end; i++) {
            if (NEVER_IN_HOST.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return end;
    }

    /** Where the host is, without the brackets of an IPv6 address. */
    private Place host(int authority, int end) {
        int from = behindUserInfo(authority, end);
        if (text.charAt(from) == '[') {
            return new Place(from + 1, Math.max(text.indexOf(']', from), from + 2));
        }
        int colon = text.indexOf(':', from, end);
        return new Place(from, colon < 0 ? end : colon);
    }

    private int behindUserInfo(int from, int end) {
        int at = end;
        while (at > from && text.charAt(at - 1) != '@') {
            at--;
        }
        return at;
    }

    private int behind(Place host) {
        return host.end() < text.length() && text.charAt(host.end()) == ']' ? host.end() + 1 : host.end();
    }

    private int end(int from, int limit) {
        int end = from;
        while (end < limit && !endsUrl(end)) {
            end++;
        }
        return end;
    }

    private boolean endsUrl(int at) {
        char c = text.charAt(at);
        if (c == ',' || c == ';') {
            return isSchemeAt(at + 1);
        }
        return c == '&' ? isEntity(at) : CharClass.isSpace(c) || NEVER_IN_URL.indexOf(c) >= 0 || isWideMark(c);
    }

    /** Quotes, brackets, ellipses and stops of any script. */
    private static boolean isWideMark(char c) {
        return c >= 128 && !Character.isSurrogate(c) && !CharClass.isToken(c);
    }

    private boolean isEntity(int at) {
        for (String entity : ENTITIES) {
            if (text.startsWith(entity, at)) {
                return true;
            }
        }
        return false;
    }

    /** Lists of URLs without spaces. */
    private boolean isSchemeAt(int from) {
        int colon = text.indexOf(':', from, Math.min(text.length(), from + LONGEST_SCHEME));
        if (colon < 0 || !text.startsWith("://", colon)) {
            return false;
        }
        Scheme scheme = Scheme.before(text, colon);
        return scheme != null && scheme.start() == from;
    }

    /** Cuts punctuation of the sentence and closing brackets that were opened before the URL. */
    private int trimmed(int from, int to) {
        int round = balance(from, to, '(', ')');
        int square = balance(from, to, '[', ']');
        int end = to;
        while (end > from) {
            char last = text.charAt(end - 1);
            if (last == ')' && round < 0) {
                round++;
            } else if (last == ']' && square < 0) {
                square++;
            } else if (NEVER_LAST.indexOf(last) < 0) {
                return end;
            }
            end--;
        }
        return end;
    }

    private int balance(int from, int to, char opening, char closing) {
        int balance = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            balance += c == opening ? 1 : c == closing ? -1 : 0;
        }
        return balance;
    }
}
