package io.watchfloor.observables;

import java.util.List;

/**
 * Undoes the bracketing in a single value that is given as an indicator ({@code evil[.]example}), and JSON's escaped slash;
 * in texts, {@link TextRefanger} does more and looks at what is around. The result holds no such form any more. Schemes ({@code hxxp}) are the matter of {@link UrlParts}.
 */
final class Refang {
    private record Form(String written, String meant) {}

    private static final List<Form> FORMS = List.of(
            new Form("[.]", "."),
            new Form("(.)", "."),
            new Form("{.}", "."),
            new Form("[dot]", "."),
            new Form("(dot)", "."),
            new Form("[:]", ":"),
            new Form("[://]", "://"),
            new Form("[@]", "@"),
            new Form("[at]", "@"),
            new Form("\\/", "/"));

    private Refang() {}

    /** Linear: every replacement shortens the output. */
    static String apply(String text) {
        if (!mayHoldForm(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.append(text.charAt(i));
            while (replaceAtEnd(out)) {
                // A replacement may complete an outer form: [{.}] is [.] is a dot.
            }
        }
        return out.toString();
    }

    private static boolean mayHoldForm(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("[({\\".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean replaceAtEnd(StringBuilder out) {
        if ("])}/".indexOf(out.charAt(out.length() - 1)) < 0) {
            return false;
        }
        for (Form form : FORMS) {
            int start = out.length() - form.written().length();
            if (start >= 0 && out.substring(start).equalsIgnoreCase(form.written())) {
                out.replace(start, out.length(), form.meant());
                return true;
            }
        }
        return false;
    }
}
