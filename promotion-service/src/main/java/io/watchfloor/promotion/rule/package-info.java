/**
 * The newest version of each rule, as detection-service published it.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.promotion.rule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
