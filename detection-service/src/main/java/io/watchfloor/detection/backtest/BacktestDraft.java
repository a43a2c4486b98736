package io.watchfloor.detection.backtest;

import io.watchfloor.detection.rule.Rule;
import io.watchfloor.query.TimeRange;
import java.util.UUID;

/**
 * What a back-test shall do.
 *
 * @param rule as it is tested
 * @param unsaved the rule's body is not a stored version's
 * @param matches to list
 */
record BacktestDraft(UUID id, Rule rule, boolean unsaved, TimeRange range, int matches) {}
