package io.watchfloor.rules.condition;

import org.jspecify.annotations.Nullable;

/**
 * The expression <code>.{n,}</code>, which asks for a long value. An automaton would need a state for each character of the run and would pay for all of
 * them at every character.
 *
 * @param least code points beside each other
 * @param lines whether the run may hold line ends
 */
record LongRun(int least, boolean lines) implements PredicateTest {
    private static final String HEAD = ".{";
    private static final String TAIL = ",}";

    /** Null for any other expression. */
    static @Nullable LongRun of(String pattern, boolean dotAll) {
        boolean shaped = pattern.startsWith(HEAD) && pattern.endsWith(TAIL) && pattern.length() <= 10;
        String number = shaped && pattern.length() > HEAD.length() + TAIL.length()
                ? pattern.substring(HEAD.length(), pattern.length() - TAIL.length())
                : "";
        boolean digits = !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? new LongRun(Integer.parseInt(number), dotAll) : null;
    }

    @Override
    public boolean test(String value) {
        int run = 0;
        int at = 0;
        while (run < least && at < value.length()) {
            int point = value.codePointAt(at);
            run = point == '\n' && !lines ? 0 : run + 1;
            at += Character.charCount(point);
        }
        return run >= least;
    }
}
