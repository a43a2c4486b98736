/**
 * What of a match tells alerts apart: the values of a rule's dedup fields. Promotion and back-tests decide by the same
 * classes, so that they agree.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.dedup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
