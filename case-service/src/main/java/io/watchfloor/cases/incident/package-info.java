/**
 * Cases: what people investigate, opened from alerts in the transaction that changes the alert.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.cases.incident;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
