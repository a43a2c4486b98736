/**
 * Muting: which events a suppression is about, and what of a match it keeps back. The schedule and promotion decide by the
 * same classes, so that they agree.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.suppress;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
