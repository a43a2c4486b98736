package io.watchfloor.rules.correlation;

/**
 * A match of a correlation in a group; see {@link Grouping#values} for the group's values.
 *
 * @param ruleId the correlation
 * @param group the group's text
 * @param alerts whether it alerts by itself; not if only rules over this rule are to
 */
public record CorrelationMatch(String ruleId, String group, Finding finding, boolean alerts) {}
