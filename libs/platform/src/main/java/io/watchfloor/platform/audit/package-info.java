/**
 * Audit records, written to the outbox in the transaction of the change they tell of.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
