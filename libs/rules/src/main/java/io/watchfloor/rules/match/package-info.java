/**
 * From a rule as its author wrote it to logic that decides on one event: query rules match it, frequency rules count it
 * in a group or take it as a follow-up. What happens over several events is in {@code io.watchfloor.rules.window}.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.match;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
