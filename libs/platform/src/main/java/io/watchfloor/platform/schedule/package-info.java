/**
 * What schedules over stored events share: due times, the places at which due work is done, how far runs have come and how
 * far the next step goes.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.schedule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
