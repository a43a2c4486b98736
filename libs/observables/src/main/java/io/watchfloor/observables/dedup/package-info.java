/** Dedup keys: what makes two occurrences the same alert, as one hash over canonical JSON. */
@NullMarked
@CheckReturnValue
package io.watchfloor.observables.dedup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
