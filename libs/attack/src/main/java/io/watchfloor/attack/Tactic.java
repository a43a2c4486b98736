package io.watchfloor.attack;

/**
 * A tactic, a column of the matrix.
 *
 * @param id such as {@code TA0006}
 * @param shortName as technique lists and Sigma tags name it: {@code credential-access}
 * @param name as shown
 * @param order its place in the matrix, from 0
 */
public record Tactic(String id, String shortName, String name, int order) {
    /** Its page, such as {@code https://attack.mitre.org/tactics/TA0006}. */
    public String url() {
        return "https://attack.mitre.org/tactics/" + id;
    }
}
