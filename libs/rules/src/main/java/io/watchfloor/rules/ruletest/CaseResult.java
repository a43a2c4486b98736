package io.watchfloor.rules.ruletest;

/**
 * What came of one case.
 *
 * @param ruleId of the rule or correlation
 * @param file and {@code line} where the case stands
 * @param expected whether the author says that it matches
 * @param matched whether it does
 */
public record CaseResult(String ruleId, String title, String file, int line, boolean expected, boolean matched) {
    public boolean passed() {
        return expected == matched;
    }

    /** For the rule's author. */
    public String message() {
        String wanted = expected ? "the case must match" : "the case must not match";
        String outcome = passed() ? ", as it does" : matched ? ", but does" : ", but does not";
        return "line " + line + ": " + wanted + outcome;
    }
}
