/**
 * Whether rules can fire and do their work: canaries, fields and sources that never appear, slow and noisy rules, failed
 * runs.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.health;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
