/**
 * What a rule asks of one event: a boolean tree over predicates on fields. Sigma is parsed into it, pipelines rewrite it,
 * the stream matcher and the plain evaluator decide by it.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.condition;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
