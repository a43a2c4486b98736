/**
 * What several events mean together: the correlations of Sigma 2.1.0 and new terms, by event time, for each group of each
 * rule. Pure: logs are given, clocks never enter, and input in any order gives what sorted input gives. The semantics are
 * in {@code docs/correlations.md}.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.correlation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
