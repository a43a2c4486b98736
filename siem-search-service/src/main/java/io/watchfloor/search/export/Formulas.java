package io.watchfloor.search.export;

/**
 * Takes the power from texts that a spreadsheet would run: one that begins with a character of formulas is given an apostrophe before, also
 * when quotes, spaces or invisible characters stand before that character (OWASP, CSV Injection).
 */
final class Formulas {
    private static final String BEGINNINGS = "=+-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20\u2212";
    private static final String COVERS = "\"'` \u00A0\u200B\u200C\u200D\u2060\uFEFF\0";

    private Formulas() {}

    static String disarmed(String text) {
        int at = 0;
        while (at < text.length() && COVERS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        boolean armed = at < text.length() && BEGINNINGS.indexOf(text.charAt(at)) >= 0;
        return armed ? "'" + text : text;
    }
}
