/**
 * The receiving half: each message takes effect once however often it is delivered, and a message that cannot be
 * handled ends in a dead-letter topic with its cause.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.inbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
