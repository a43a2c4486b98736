/**
 * The stream matcher: asks thousands of rules about an event at the cost of a few. Rules are folded with the values of key
 * fields into partitions, the texts of all rules on a field are found in one pass, values seen before are answered from
 * memory, and only rules of which a necessary predicate holds are evaluated. It must agree with
 * {@link io.watchfloor.rules.condition.Evaluator} on every event.
 *
 * <p>An event goes: bytes → {@link io.watchfloor.rules.engine.JsonScanner} (slots) →
 * {@link io.watchfloor.rules.engine.Occurrences} → classes of the key fields →
 * {@link io.watchfloor.rules.engine.Partition} → marks of its fields → candidates → matches.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
