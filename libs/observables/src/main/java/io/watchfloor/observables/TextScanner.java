package io.watchfloor.observables;

/**
 * One pass over a refanged text. The text falls into tokens (runs of the characters of names, addresses and ids); a token
 * that ends in a known scheme begins a URL, any other is read by {@link WordReader}. No character is looked at more than
 * a fixed number of times.
 */
final class TextScanner {
    private final String text;
    private final Findings findings;
    private final WordReader words;
    private final UrlReader urls;

    TextScanner(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
        this.words = new WordReader(text, findings);
        this.urls = new UrlReader(text, findings);
    }

    void scan() {
        int at = 0;
        while (at < text.length() && findings.hasRoom()) {
            at = isTokenCharacter(text.charAt(at)) ? token(at) : at + 1;
        }
    }

    /** Returns where to go on. */
    private int token(int start) {
        int end = start;
        while (end < text.length() && isTokenCharacter(text.charAt(end))) {
            end++;
        }
        int scheme = UrlReader.schemeStart(text, start, end);
        if (scheme < 0) {
            words.read(start, end);
            return end;
        }
        words.read(start, scheme);
        return urls.read(scheme, end + 2);
    }

    private static boolean isTokenCharacter(char c) {
        return Character.isLetterOrDigit(c) || ".-_@:+%".indexOf(c) >= 0;
    }
}
