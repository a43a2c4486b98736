/**
 * What a rule found becomes candidates: each match message is read once, rendered, keyed and handed to the owner of
 * alerts through the outbox.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.promotion.match;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
