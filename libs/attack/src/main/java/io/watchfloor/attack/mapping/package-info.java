/**
 * Which techniques of ATT&amp;CK a text and its indicators speak of: a linear model over words and fragments of words, with
 * calibrated confidence ({@link io.watchfloor.attack.mapping.TechniqueMapper}). The model is trained by {@code watchfloor
 * train attack}; the same features serve training and mapping.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.attack.mapping;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
