/**
 * The message that a rule fired, the same whether the stream, the schedule or a person made it run.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.match;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
