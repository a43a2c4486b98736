/**
 * The test blocks of rules: events that a rule's author says it matches or not, brought into the shape of stored events by a pipeline and
 * put to the stream matcher and the correlations that run in production. No clock: a case has its own times.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.ruletest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
