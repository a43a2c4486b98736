/**
 * Muting: the suppressions as detection-service published them, what they keep back of matches and which logs they keep from
 * being promoted.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.promotion.mute;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
