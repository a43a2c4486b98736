/**
 * Which matches belong to one alert, and the candidates that a batch of matches makes.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.promotion.dedup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
