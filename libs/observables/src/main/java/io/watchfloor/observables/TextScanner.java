package io.watchfloor.observables;

import io.watchfloor.observables.Sightings.Place;

/**
 * One pass over a refanged text. The text falls into tokens (runs of the characters of names, addresses and ids) and what is
 * between them. A token that ends in a scheme begins a URL, one before a backslash may begin a path, any other is read by
 * {@link WordReader}. No character is looked at more than a fixed number of times.
 */
final class TextScanner {
    private static final int JSON_ESCAPE = 6;

    private final String text;
    private final Sightings sightings;
    private final WordReader words;
    private final UrlReader urls;
    private final PathReader paths;
    /** Names in this part are parts of a path. */
    private int pathEnd;

    private int pathNames;

    TextScanner(String text, Sightings sightings) {
        this.text = text;
        this.sightings = sightings;
        this.words = new WordReader(text, sightings);
        this.urls = new UrlReader(text, sightings);
        this.paths = new PathReader(text);
    }

    void scan() {
        int at = 0;
        while (at < text.length() && sightings.hasRoom()) {
            at = CharClass.isToken(text.charAt(at)) ? token(at) : between(at);
        }
    }

    private int between(int at) {
        char c = text.charAt(at);
        if (at >= pathEnd && (c == '/' || c == '~')) {
            path(IocType.FILEPATH, at, paths.unixEnd(at), at);
        } else if (at >= pathEnd && c == '\\') {
            int names = paths.shareNames(at);
            if (names < 0) {
                return behindEscape(at);
            }
            path(IocType.FILEPATH, at, paths.windowsEnd(names, at), names);
        }
        return at + 1;
    }

    /** Escapes of JSON in a text that holds JSON: the letters behind a backslash belong to no word. */
    private int behindEscape(int at) {
        if (at + JSON_ESCAPE <= text.length() && text.charAt(at + 1) == 'u' && Ascii.allHex(text, at + 2, at + 6)) {
            return at + JSON_ESCAPE;
        }
        boolean escapes = at + 2 < text.length() && "nrt".indexOf(text.charAt(at + 1)) >= 0;
        return escapes ? at + 2 : at + 1;
    }

    private int token(int start) {
        int kinds = 0;
        int end = start;
        while (end < text.length()) {
            int kind = CharClass.of(text.charAt(end));
            if (kind == CharClass.NONE) {
                break;
            }
            kinds |= kind;
            end++;
        }
        return end < text.length() ? before(start, end, kinds) : word(start, end, kinds);
    }

    /** What stands behind the token may say what it begins. */
    private int before(int start, int end, int kinds) {
        char next = text.charAt(end);
        if (next == '/' && text.charAt(end - 1) == ':' && text.startsWith("//", end)) {
            Scheme scheme = Scheme.before(text, end - 1);
            if (scheme != null) {
                if (scheme.start() > start) {
                    words.read(start, scheme.start(), kinds, start < pathEnd && start >= pathNames);
                }
                return urls.read(scheme, end + 2);
            }
        }
        if ((next == '\\' || next == '/') && start >= pathEnd) {
            rooted(start, end, next);
        }
        return word(start, end, kinds);
    }

    private void rooted(int start, int end, char next) {
        if (next == '\\' && PathReader.isHive(text, start, end)) {
            path(IocType.REGISTRY_KEY, start, paths.windowsEnd(end, start), start);
        } else if (PathReader.isDrive(text, start, end) || (next == '\\' && PathReader.isVariable(text, start, end))) {
            int root = text.charAt(end - 1) == ':' ? end - 2 : start;
            path(IocType.FILEPATH, root, paths.windowsEnd(end, root), root);
        }
    }

    private void path(IocType type, int start, int end, int names) {
        if (end > 0) {
            String written = text.substring(start, end);
            String value =
                    type == IocType.REGISTRY_KEY ? PathReader.registryKey(written) : PathReader.filePath(written);
            sightings.add(type, value, new Place(start, end));
            pathEnd = end;
            pathNames = names;
        }
    }

    private int word(int start, int end, int kinds) {
        boolean isWord = (kinds & (CharClass.DIGIT | CharClass.DOT | CharClass.AT)) == 0;
        if (!isWord) {
            words.read(start, end, kinds, start < pathEnd && start >= pathNames);
        }
        return end;
    }
}
