package io.watchfloor.attack.quote;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words of a text: runs of letters and digits, lower case, without the s of a plural. */
final class Words {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 40;
    private static final int SHORTEST_PLURAL = 4;
    /** Of a text, at most; what follows is not looked at. */
    private static final int MOST = 2_000;

    private Words() {}

    /** How often each word is there, in the order of the text. */
    static Map<String, Integer> count(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int begin = -1;
        for (int i = 0; i <= text.length() && counts.size() < MOST; i++) {
            boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (inside && begin < 0) {
                begin = i;
            } else if (!inside && begin >= 0) {
                add(counts, text, begin, i);
                begin = -1;
            }
        }
        return counts;
    }

    private static void add(Map<String, Integer> counts, String text, int begin, int end) {
        if (end - begin >= SHORTEST && end - begin <= LONGEST) {
            String word = singular(text.substring(begin, end).toLowerCase(Locale.ROOT));
            int unused = counts.merge(word, 1, Integer::sum);
        }
    }

    private static String singular(String word) {
        boolean plural = word.length() >= SHORTEST_PLURAL && word.endsWith("s") && !word.endsWith("ss");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
