/**
 * Checks that stop a service which would run unsafely.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.readiness;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
