/**
 * Verdicts of analysts on what rules found. They are what the counters of true and false positives count, and what closes
 * an alert as a false positive.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.feedback;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
