/**
 * The only place that reads the clock or makes ids.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.time;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
