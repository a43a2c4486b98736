package io.watchfloor.attack.mapping;

import io.watchfloor.attack.TechniqueId;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds ids of techniques in a text: {@code T1110}, {@code T1110.001}, {@code T1110/001} as in addresses, and Sigma's tags
 * {@code attack.t1110.001}. Within a longer word there is none. One pass.
 */
final class NamedIds {
    private static final int TECHNIQUE = "T0000".length();
    private static final int SUB = ".000".length();
    private static final String TAG = "attack.";

    private NamedIds() {}

    record NamedId(TechniqueId id, Span span) {}

    static List<NamedId> in(String text) {
        List<NamedId> found = new ArrayList<>();
        for (int i = 0; i + TECHNIQUE <= text.length(); i++) {
            if (begins(text, i)) {
                int end = i + TECHNIQUE + (isSub(text, i + TECHNIQUE) ? SUB : 0);
                String id = text.substring(i, end).replace('/', '.');
                found.add(new NamedId(new TechniqueId(id), new Span(i, end)));
            }
        }
        return found;
    }

    private static boolean begins(String text, int at) {
        char c = text.charAt(at);
        boolean marked = c == 'T' ? at == 0 || !isWord(text.charAt(at - 1)) : c == 't' && isTagged(text, at);
        return marked && digits(text, at + 1, TECHNIQUE - 1) && endsAt(text, at + TECHNIQUE);
    }

    private static boolean isTagged(String text, int at) {
        return at >= TAG.length() && text.regionMatches(true, at - TAG.length(), TAG, 0, TAG.length());
    }

    private static boolean isSub(String text, int at) {
        return at + SUB <= text.length()
                && (text.charAt(at) == '.' || text.charAt(at) == '/')
                && digits(text, at + 1, SUB - 1)
                && endsAt(text, at + SUB);
    }

    private static boolean endsAt(String text, int at) {
        return at == text.length() || !isWord(text.charAt(at));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static boolean digits(String text, int from, int count) {
        if (from + count > text.length()) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
