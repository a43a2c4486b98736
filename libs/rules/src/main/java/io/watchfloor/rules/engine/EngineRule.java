package io.watchfloor.rules.engine;

import io.watchfloor.rules.condition.Condition;

/**
 * A rule for the matcher.
 *
 * @param id unique in its set
 * @param condition on the paths of events
 */
public record EngineRule(String id, Condition condition) {}
