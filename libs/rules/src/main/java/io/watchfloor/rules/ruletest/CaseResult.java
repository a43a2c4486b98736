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
}
