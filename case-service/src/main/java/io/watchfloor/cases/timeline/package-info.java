/**
 * What happened to an alert or a case, in order and for good: entries are appended, never changed.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.cases.timeline;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
