/**
 * Promotion of one log by hand: fetch the event, render, hand it to case-service and answer with what that did.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.promotion.promote;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
