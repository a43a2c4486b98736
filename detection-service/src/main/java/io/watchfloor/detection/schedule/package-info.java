/**
 * Runs of rules over stored events, on schedule and by hand, with a record of each. The kernel that decides is the
 * stream's, and so are the ids of what fires.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.schedule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
