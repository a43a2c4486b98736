/**
 * Suppressions of rules: bounded windows in which what a rule finds is muted, what they kept back, and its return.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.suppression;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
