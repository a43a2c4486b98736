/**
 * Messages are written with the change that caused them and sent afterwards by one relay: nothing is announced that
 * did not happen, and nothing that happened stays unannounced.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
