package io.watchfloor.observables;

/**
 * Finds indicators in free text: logs, reports, mails. Defanged forms are read as what they stand for. The same text gives
 * the same result; work is linear in the length of the text and bounded: what lies beyond {@link #MAX_TEXT} characters or
 * {@link #MAX_FOUND} values is left out, and said so.
 */
public final class IocExtractor {
    /** Characters of text scanned in one call. */
    public static final int MAX_TEXT = 1 << 22;

    /** Distinct values of one call. */
    public static final int MAX_FOUND = 10_000;

    /** Places of one value that are kept; all are counted. */
    public static final int MAX_OCCURRENCES = 100;

    /** Everything in a text. */
    public IocResult extract(String text) {
        return extract(text, IocOptions.ALL);
    }

    /** What is asked for. */
    public IocResult extract(String text, IocOptions options) {
        String within = within(text, MAX_TEXT);
        RefangedText refanged = TextRefanger.read(within);
        IocCollector collector = new IocCollector(text, refanged, options);
        new TextScanner(refanged.text(), collector).scan();
        return collector.result(within.length() < text.length());
    }

    /** The beginning of the text within the budget, cut at white space so that no value is cut short. */
    static String within(String text, int budget) {
        int end = Math.min(text.length(), budget);
        if (end < text.length()) {
            while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
                end--;
            }
        }
        return text.substring(0, end);
    }
}
