/**
 * What schedules over stored events share: how far they have come, and how far the next step goes.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.schedule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
